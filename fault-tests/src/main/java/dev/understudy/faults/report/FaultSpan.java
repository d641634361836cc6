package dev.understudy.faults.report;

import java.util.List;

/**
 * A fault, as it was brought about.
 *
 * @param what the kind of fault in words; faults of equal words are put together in the report
 * @param story what it does to whom, for people who do not know the kind
 * @param fromNanos when it began
 * @param toNanos when it was over: healed, resumed, started again; its begin if it had no length
 * @param hosts whom it befell, by what lives there
 */
public record FaultSpan(
    String what, String story, long fromNanos, long toNanos, List<String> hosts) {

  public FaultSpan {
    if (toNanos < fromNanos) {
      throw new IllegalArgumentException(what + " ends before it begins");
    }
    hosts = List.copyOf(hosts);
  }
}
