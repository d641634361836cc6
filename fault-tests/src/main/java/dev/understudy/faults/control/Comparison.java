package dev.understudy.faults.control;

import dev.understudy.faults.plan.Fault;
import dev.understudy.faults.plan.Plan;
import dev.understudy.faults.plan.Setup;
import dev.understudy.group.Mode;
import java.util.List;

/**
 * A plan that is played with everything in place and then without one thing after the other, from
 * the same seed each time.
 *
 * @param workload what clients ask for
 * @param controls what is taken out, each in a run of its own
 */
record Comparison(Plan plan, String workload, List<Control> controls) {

  /** Longer than Hazelcast takes to give a node up, so that a map is parted too. */
  private static final long SPLIT_MILLIS = 15_000;

  private static final long PAUSE_MILLIS = 5_000;

  Comparison {
    controls = List.copyOf(controls);
  }

  /** What {@code make fault-controls} plays. */
  static List<Comparison> all(long seed) {
    return List.of(
        new Comparison(
            plan("paused master", seed, Fault.Kind.PAUSE_MASTER, PAUSE_MILLIS, Mode.AVAILABLE),
            "once",
            List.of(Control.NOTHING, Control.SELF_MONITORING, Control.CORRECTION)),
        new Comparison(
            plan("split", seed, Fault.Kind.SPLIT, SPLIT_MILLIS, Mode.AVAILABLE),
            "once",
            List.of(Control.SELF_MONITORING, Control.CORRECTION)),
        new Comparison(
            plan("split under keys", seed, Fault.Kind.SPLIT, SPLIT_MILLIS, Mode.CONSISTENT),
            "kv",
            List.of(Control.GROUP)),
        new Comparison(
            plan("split under a sum", seed, Fault.Kind.SPLIT, SPLIT_MILLIS, Mode.CONSISTENT),
            "counter",
            List.of(Control.GROUP)));
  }

  private static Plan plan(String name, long seed, Fault.Kind kind, long millis, Mode mode) {
    Setup setup = Setup.of(mode, name.endsWith("keys") ? "kv" : "counter");
    return new Plan(name, seed, setup, List.of(new Fault(kind, millis, seed)));
  }
}
