package dev.understudy.faults.plan;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Lengths of faults, each between two time-outs: longer than the one that it is named after, and
 * shorter than the next.
 */
enum Blip {
  /** Nobody should notice. */
  SHORTER_THAN_THE_FAILURE_TIMEOUT(200),
  /** {@code failureMillis}, 300: another master is elected. */
  LONGER_THAN_THE_FAILURE_TIMEOUT(900),
  /** {@code leaseMillis}, 1,500: registrations expire. */
  LONGER_THAN_THE_LEASE(1_750),
  /** The event bus pings each second, and waits a second for the answer. */
  LONGER_THAN_THE_PING(3_500),
  /** Hazelcast removes a node of which it has heard nothing for 5 s. */
  LONGER_THAN_THE_HEARTBEATS(7_500);

  private final long millis;

  Blip(long millis) {
    this.millis = millis;
  }

  long millis() {
    return millis;
  }

  /** All lengths, the shortest first. */
  static List<Long> lengths() {
    return Stream.of(values()).map(Blip::millis).toList();
  }

  /** The one that a length belongs to. */
  static Blip of(long millis) {
    Blip longest = SHORTER_THAN_THE_FAILURE_TIMEOUT;
    for (Blip blip : values()) {
      longest = millis >= blip.millis ? blip : longest;
    }
    return longest;
  }

  /** For people. */
  String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
