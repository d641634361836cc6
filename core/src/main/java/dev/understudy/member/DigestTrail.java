package dev.understudy.member;

import dev.understudy.log.Digest;
import java.util.OptionalLong;

/** The digests of the entries executed last, so that two servers can compare at one index. */
final class DigestTrail {

  private static final int KEPT = 4_096;

  private final long[] values = new long[KEPT];
  private Digest last = Digest.EMPTY;
  private long firstIndex;

  Digest last() {
    return last;
  }

  void fold(long index, long entryDigest) {
    last = last.fold(index, entryDigest);
    values[(int) (index & (KEPT - 1))] = last.value();
    firstIndex = Math.max(firstIndex, index - KEPT + 1);
  }

  OptionalLong at(long index) {
    return index >= firstIndex && index <= last.index() && index > 0
        ? OptionalLong.of(values[(int) (index & (KEPT - 1))])
        : OptionalLong.empty();
  }

  void reset(Digest digest) {
    last = digest;
    firstIndex = digest.index();
    values[(int) (digest.index() & (KEPT - 1))] = digest.value();
  }
}
