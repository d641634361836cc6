package dev.understudy.faults.lab;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** When bytes that went off arrive: one way of one connection. */
final class Transit {

  /** What TCP waits for at least before it sends a packet again. */
  static final long RESEND_MILLIS = 200;

  private static final int PACKET_BYTES = 1_448;
  private static final int MOST_RESENDS = 5;
  private static final double PERCENT = 100.0;

  private final SplittableRandom random;
  private long lastNanos = Long.MIN_VALUE;

  Transit(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** The arrival of so many bytes; never before that of those that went off earlier. */
  long arrivalNanos(long nowNanos, int bytes, Shape shape) {
    long millis = Math.max(0, shape.delayMillis() + jitter(shape.jitterMillis()));
    long stall = 0;
    for (int sent = 0; sent < bytes; sent += PACKET_BYTES) {
      // what is lost together is sent again together
      stall = Math.max(stall, resent(shape.lossPercent() / PERCENT));
    }
    long arrival = nowNanos + TimeUnit.MILLISECONDS.toNanos(millis + stall);
    lastNanos = lastNanos == Long.MIN_VALUE ? arrival : Math.max(lastNanos, arrival);
    return lastNanos;
  }

  private long jitter(int most) {
    return most == 0 ? 0 : random.nextInt(2 * most + 1) - (long) most;
  }

  private long resent(double loss) {
    long millis = 0;
    long next = RESEND_MILLIS;
    for (int resends = 0; resends < MOST_RESENDS && random.nextDouble() < loss; resends++) {
      millis += next;
      next *= 2;
    }
    return millis;
  }
}
