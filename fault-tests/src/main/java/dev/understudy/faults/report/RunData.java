package dev.understudy.faults.report;

import java.util.List;
import java.util.OptionalLong;

/**
 * All that the report knows of one run of one plan.
 *
 * @param plan the plan's name
 * @param seed of the plan
 * @param mode of the group: {@code CONSISTENT} or {@code AVAILABLE}
 * @param setup who takes part, in words
 * @param control which mechanism is taken out, in words; empty for the real thing. A control stands
 *     beside the real run of the same plan, seed and mode, and its promises are expected to break.
 * @param time from when to when clients asked; what lies outside is not counted
 * @param faults that befell it
 * @param samples its clients' calls
 * @param skipped calls that were due and not made: too many were under way, or the clients stood
 * @param masters who held itself for the master when; empty where there are no masters to speak of,
 *     as without a group: then nothing is said of them
 * @param consistent when every server was seen consistent
 * @param conclusion the verdict
 */
public record RunData(
    String plan,
    long seed,
    String mode,
    String setup,
    String control,
    Span time,
    List<FaultSpan> faults,
    List<Sample> samples,
    long skipped,
    List<MasterSpan> masters,
    List<Moment> consistent,
    Conclusion conclusion) {

  /** The {@code control} of a run with everything in place. */
  public static final String REAL = "";

  public RunData {
    faults = List.copyOf(faults);
    samples = List.copyOf(samples);
    masters = List.copyOf(masters);
    consistent = List.copyOf(consistent);
  }

  /** Whether some mechanism was taken out. */
  public boolean isControl() {
    return !control.isEmpty();
  }

  boolean hasMasters() {
    return !masters.isEmpty();
  }

  /** How long spans without a master, or with several, are; empty without masters to speak of. */
  OptionalLong totalOf(List<Span> spans) {
    return hasMasters() ? OptionalLong.of(Spans.total(spans)) : OptionalLong.empty();
  }

  /** Whether another run played the same plan, from the same seed, in the same mode. */
  boolean playsLike(RunData other) {
    return plan.equals(other.plan) && seed == other.seed && mode.equals(other.mode);
  }
}
