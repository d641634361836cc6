package dev.understudy.monitor;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How often each client address may do something: so many times a second, and as many at once after
 * a second of rest. Bounded: of very many addresses, the one that was quiet for longest is
 * forgotten.
 */
final class RateLimit {

  /** Addresses that are remembered. */
  static final int MOST_ADDRESSES = 10_000;

  private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

  private final int perSecond;
  private final Map<String, Allowance> allowances = new LinkedHashMap<>(16, 0.75f, true);

  /** What an address has left. */
  private static final class Allowance {
    private double left;
    private long atNanos;

    Allowance(double left, long atNanos) {
      this.left = left;
      this.atNanos = atNanos;
    }
  }

  RateLimit(int perSecond) {
    this.perSecond = perSecond;
  }

  /** Counts one, if it may be. */
  boolean admits(String address, long nowNanos) {
    Allowance allowance =
        allowances.computeIfAbsent(address, absent -> new Allowance(perSecond, nowNanos));
    if (allowances.size() > MOST_ADDRESSES) {
      allowances.remove(allowances.keySet().iterator().next());
    }
    double earned = (nowNanos - allowance.atNanos) / NANOS_PER_SECOND * perSecond;
    allowance.left = Math.min(perSecond, allowance.left + earned);
    allowance.atNanos = nowNanos;
    if (allowance.left < 1) {
      return false;
    }
    allowance.left--;
    return true;
  }
}
