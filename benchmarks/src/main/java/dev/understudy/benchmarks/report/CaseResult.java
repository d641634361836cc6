package dev.understudy.benchmarks.report;

import dev.understudy.benchmarks.plan.Case;
import dev.understudy.benchmarks.report.Window.Cost;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * One case beside the baseline of the same rounds.
 *
 * @param map the same load on an AsyncMap, if it was measured
 * @param twoReceivers the baseline with two receivers, if it was measured
 */
public record CaseResult(
    Case measured,
    Medians baseline,
    Medians group,
    Optional<Medians> map,
    Optional<Medians> twoReceivers) {

  /** The group's calls per second over the baseline's; medians of both. */
  public double ratio() {
    return ratio(Window::perSecond);
  }

  /** Likewise, over something else. */
  public double ratioTo(Medians other) {
    return group.of(Window::perSecond) / other.of(Window::perSecond);
  }

  /** Likewise for any number of a window. */
  public double ratio(ToDoubleFunction<Window> number) {
    return group.of(number) / baseline.of(number);
  }

  /** Stable: the fields up to {@code p99Micros} are relied on by scripts. */
  public JsonObject toJson() {
    JsonObject json =
        new JsonObject()
            .put("operation", measured.operation().toString())
            .put("mode", measured.modeText())
            .put("depth", measured.shape().depth())
            .put("payloadBytes", measured.shape().payloadBytes())
            .put("baselinePerSecond", rounded(baseline.of(Window::perSecond)))
            .put("perSecond", rounded(group.of(Window::perSecond)))
            .put("ratio", precise(ratio()))
            .put("baselineP50Micros", rounded(baseline.of(Window::p50Micros)))
            .put("p50Micros", rounded(group.of(Window::p50Micros)))
            .put("p99Micros", rounded(group.of(Window::p99Micros)))
            .put("p999Micros", rounded(group.of(Window::p999Micros)))
            .put("baselineP99Micros", rounded(baseline.of(Window::p99Micros)))
            .put("baselineP999Micros", rounded(baseline.of(Window::p999Micros)))
            .put("lowestRatio", precise(ratioOfRounds(false)))
            .put("highestRatio", precise(ratioOfRounds(true)))
            .put("rounds", group.rounds().size())
            .put("ratePerSecond", measured.shape().ratePerSecond())
            .put("failed", group.failed())
            .put("baselineFailed", baseline.failed());
    putCosts(json);
    twoReceivers.ifPresent(
        medians ->
            json.put("twoReceiversPerSecond", rounded(medians.of(Window::perSecond)))
                .put("twoReceiversRatio", precise(ratioTo(medians))));
    map.ifPresent(
        medians ->
            json.put("mapPerSecond", rounded(medians.of(Window::perSecond)))
                .put("mapP50Micros", rounded(medians.of(Window::p50Micros)))
                .put("mapP99Micros", rounded(medians.of(Window::p99Micros))));
    return json;
  }

  private void putCosts(JsonObject json) {
    json.put("cpuMillisPerThousand", precise(group.of(Window::cpuMillis)))
        .put("baselineCpuMillisPerThousand", precise(baseline.of(Window::cpuMillis)))
        .put("masterCpuMillisPerThousand", precise(group.of(Window::server, Cost::cpuMillis)))
        .put("backupCpuMillisPerThousand", precise(group.of(Window::backup, Cost::cpuMillis)))
        .put("clientCpuMillisPerThousand", precise(group.of(Window::client, Cost::cpuMillis)))
        .put("masterAllocatedBytes", rounded(group.of(Window::server, Cost::allocatedBytes)))
        .put("backupAllocatedBytes", rounded(group.of(Window::backup, Cost::allocatedBytes)))
        .put("clientAllocatedBytes", rounded(group.of(Window::client, Cost::allocatedBytes)))
        .put(
            "baselineServerAllocatedBytes",
            rounded(baseline.of(Window::server, Cost::allocatedBytes)))
        .put("masterPauses", rounded(group.of(Window::server, Cost::pauses)))
        .put("masterPauseMillis", rounded(group.of(Window::server, Cost::pauseMillis)))
        .put("masterLongestPauseMillis", rounded(group.longestPauseMillis()))
        .put("compilingCores", precise(group.of(Window::compilingCores)))
        .put("otherCores", precise(group.of(Window::otherCores)));
  }

  private double ratioOfRounds(boolean highest) {
    double found = ratioOfRound(0);
    for (int round = 1; round < group.rounds().size(); round++) {
      double ratio = ratioOfRound(round);
      found = highest ? Math.max(found, ratio) : Math.min(found, ratio);
    }
    return found;
  }

  private double ratioOfRound(int round) {
    return group.rounds().get(round).perSecond() / baseline.rounds().get(round).perSecond();
  }

  private static double rounded(double number) {
    return Math.round(number * 10) / 10.0;
  }

  private static double precise(double number) {
    return Math.round(number * 1_000) / 1_000.0;
  }
}
