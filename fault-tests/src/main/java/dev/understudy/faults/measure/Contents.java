package dev.understudy.faults.measure;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether the bytes that were taken are those that were written.
 *
 * @param written checksum of the state when it was filled
 * @param read the same after a server has taken it: the master's, and by their digests that of all
 *     who follow it
 * @param mismatches how often a server's digest was another than the master's since
 */
record Contents(long written, long read, int mismatches) {

  /** Why the transfer does not count; empty if the bytes are the same. */
  List<String> doubts() {
    List<String> doubts = new ArrayList<>();
    if (read != written) {
      doubts.add("the state is another than was written");
    }
    if (mismatches > 0) {
      doubts.add("who joined has other bytes than the master: their digests differ");
    }
    return doubts;
  }
}
