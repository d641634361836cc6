package dev.understudy.server;

import dev.understudy.wire.Beat;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What a node knows of another one by its beats. When it was heard may be read by any thread; all
 * else is for who holds the lock of {@link OtherNodes}.
 */
final class OtherNode {

  private static final int REMEMBERED_BEATS = 64;
  private static final long NEVER = Long.MIN_VALUE / 2;

  private final long id;
  private final AtomicLongArray turnedAt = new AtomicLongArray(Beat.MOST_LOOPS);
  private final AtomicLongArray hearsOf = new AtomicLongArray(Beat.MOST_LOOPS);
  private final long[] sentAt = new long[REMEMBERED_BEATS];
  private final long[] sentTurning = new long[REMEMBERED_BEATS];
  private volatile long heardAt;
  private volatile long knowsOurs;
  private long lastNumber;
  private long knownVersion;
  private long sentNumber;

  OtherNode(long id, long nowMillis) {
    this.id = id;
    this.heardAt = nowMillis;
    for (int loop = 0; loop < Beat.MOST_LOOPS; loop++) {
      turnedAt.set(loop, NEVER);
      hearsOf.set(loop, NEVER);
    }
  }

  long id() {
    return id;
  }

  /** When anything was last heard of it. */
  long heardAt() {
    return heardAt;
  }

  /** When a beat last said that this event loop of it turns. */
  long turnedAt(int loop) {
    return turnedAt.get(loop);
  }

  /**
   * When the last beat that said that this event loop of ours turns was sent, of those it heard.
   */
  long hearsOf(int loop) {
    return hearsOf.get(loop);
  }

  /** The version of our list that it has. */
  long knowsOurs() {
    return knowsOurs;
  }

  /** The version of its list that we have. */
  long knownVersion() {
    return knownVersion;
  }

  long lastNumber() {
    return lastNumber;
  }

  /** A beat with this number is sent to it now, that says that these event loops turn. */
  void sent(long number, long turning, long nowMillis) {
    sentNumber = number;
    sentAt[place(number)] = nowMillis;
    sentTurning[place(number)] = turning;
  }

  /** A hello: it is there. */
  void greets(long nowMillis) {
    heardAt = nowMillis;
  }

  /** Takes a beat; false if a later one came before it. */
  boolean takes(Beat beat, long nowMillis) {
    if (beat.number() <= lastNumber) {
      return false;
    }
    lastNumber = beat.number();
    heardAt = nowMillis;
    for (int loop = 0; loop < Beat.MOST_LOOPS; loop++) {
      if ((beat.turning() & (1L << loop)) != 0) {
        turnedAt.set(loop, nowMillis);
      }
    }
    knowsOurs = beat.knows();
    if (beat.heard() > sentNumber - REMEMBERED_BEATS && beat.heard() <= sentNumber) {
      hears(beat.heard());
    }
    return true;
  }

  private void hears(long number) {
    for (int loop = 0; loop < Beat.MOST_LOOPS; loop++) {
      if (number == 0) {
        hearsOf.set(loop, NEVER);
      } else if ((sentTurning[place(number)] & (1L << loop)) != 0) {
        hearsOf.set(loop, sentAt[place(number)]);
      }
    }
  }

  /** Whether the changes of a beat, taken since {@code since}, go on where its list ends here. */
  boolean continues(long since, long version) {
    return since <= knownVersion && version > knownVersion;
  }

  void knownVersion(long version) {
    knownVersion = version;
  }

  private static int place(long number) {
    return (int) (number % REMEMBERED_BEATS);
  }
}
