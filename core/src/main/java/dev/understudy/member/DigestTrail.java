package dev.understudy.member;

import dev.understudy.log.Digest;
import java.util.OptionalLong;

/** The digests of the entries executed last, so that two servers can compare at one index. */
final class DigestTrail {

  private static final int KEPT = 4_096;

  private final long[] values = new long[KEPT];
  private long lastIndex = Digest.EMPTY.index();
  private long lastValue = Digest.EMPTY.value();
  private long firstIndex;

  Digest last() {
    return new Digest(lastIndex, lastValue);
  }

  void fold(long index, long entryDigest) {
    lastIndex = index;
    lastValue = Digest.fold(lastValue, index, entryDigest);
    values[(int) (index & (KEPT - 1))] = lastValue;
    firstIndex = Math.max(firstIndex, index - KEPT + 1);
  }

  OptionalLong at(long index) {
    return index >= firstIndex && index <= lastIndex && index > 0
        ? OptionalLong.of(values[(int) (index & (KEPT - 1))])
        : OptionalLong.empty();
  }

  void reset(Digest digest) {
    lastIndex = digest.index();
    lastValue = digest.value();
    firstIndex = digest.index();
    values[(int) (digest.index() & (KEPT - 1))] = digest.value();
  }
}
