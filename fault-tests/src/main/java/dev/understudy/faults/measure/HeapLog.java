package dev.understudy.faults.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a JVM's garbage collector says of the heap ({@code -Xlog:gc:file=...:time}): how much was in
 * use when each collection had ended. Between collections it is more, by garbage; after one that is
 * not full it may still be more than is needed.
 */
final class HeapLog {

  private static final long BYTES_A_MIB = 1024 * 1024;
  private static final Pattern PAUSE =
      Pattern.compile("Pause (\\w+).* \\d+M->(\\d+)M\\(\\d+M\\) ([0-9.]+)ms");
  private static final double NANOS_A_MILLI = 1_000_000;

  /** A collection, of the whole heap or of a part. */
  record Collection(long millis, boolean full, long bytesAfter, long pauseNanos) {}

  private final List<Collection> collections;

  private HeapLog(List<Collection> collections) {
    this.collections = List.copyOf(collections);
  }

  /** Reads a log; lines about something else are passed over. */
  static HeapLog of(List<String> log) {
    List<Collection> collections = new ArrayList<>();
    for (String line : log) {
      LogLine.of(line).ifPresent(timed -> read(timed, collections));
    }
    return new HeapLog(collections);
  }

  /** The most that was in use after a collection in these times; empty if there was none. */
  OptionalLong mostAfter(long fromMillis, long toMillis) {
    return collections.stream()
        .filter(one -> one.millis >= fromMillis && one.millis <= toMillis)
        .mapToLong(Collection::bytesAfter)
        .max();
  }

  /** What was in use after the last full collection before then; empty if there was none. */
  OptionalLong afterLastFull(long toMillis) {
    return collections.stream()
        .filter(one -> one.full && one.millis <= toMillis)
        .mapToLong(Collection::bytesAfter)
        .reduce((before, last) -> last);
  }

  /** The longest pause in these times. */
  OptionalLong longestPause(long fromMillis, long toMillis) {
    return collections.stream()
        .filter(one -> one.millis >= fromMillis && one.millis <= toMillis)
        .mapToLong(Collection::pauseNanos)
        .max();
  }

  private static void read(LogLine line, List<Collection> collections) {
    Matcher pause = PAUSE.matcher(line.text());
    if (pause.find()) {
      collections.add(
          new Collection(
              line.millis(),
              pause.group(1).equals("Full"),
              Long.parseLong(pause.group(2)) * BYTES_A_MIB,
              (long) (Double.parseDouble(pause.group(3)) * NANOS_A_MILLI)));
    }
  }
}
