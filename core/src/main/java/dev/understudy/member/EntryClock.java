package dev.understudy.member;

/**
 * The clock of the entries that a master appends (protocol section 4): that of the wall, and never
 * behind the last entry's. Where a wall clock was ahead once, the entries are, and go on at half
 * speed until the wall has caught up: stood they still, sessions would not expire for as long.
 */
final class EntryClock {

  private boolean ahead;
  private long sinceMillis;
  private long from;

  /** Notes when the entries came to be ahead of the wall. */
  void tick(long nowMillis, long wall, long last) {
    boolean behind = wall < last;
    if (behind != ahead) {
      ahead = behind;
      sinceMillis = nowMillis;
      from = last;
    }
  }

  /** That of the next entry; {@code last} is that of the last one. */
  long read(long nowMillis, long wall, long last) {
    long crept = ahead ? from + (nowMillis - sinceMillis) / 2 : wall;
    return Math.max(last, Math.max(wall, crept));
  }
}
