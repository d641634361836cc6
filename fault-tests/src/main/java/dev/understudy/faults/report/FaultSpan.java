package dev.understudy.faults.report;

import java.util.List;

/**
 * A fault, as it was brought about.
 *
 * @param what the kind of fault in words; faults of equal words are put together in the report
 * @param fromNanos when it began
 * @param toNanos when it was over: healed, resumed, started again; its begin if it had no length
 * @param hosts whom it befell
 */
public record FaultSpan(String what, long fromNanos, long toNanos, List<Integer> hosts) {

  public FaultSpan {
    if (toNanos < fromNanos) {
      throw new IllegalArgumentException(what + " ends before it begins");
    }
    hosts = List.copyOf(hosts);
  }
}
