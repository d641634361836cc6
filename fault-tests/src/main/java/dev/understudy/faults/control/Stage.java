package dev.understudy.faults.control;

import dev.understudy.faults.plan.Arena;
import dev.understudy.faults.plan.Cast;
import dev.understudy.faults.plan.Episode;
import dev.understudy.faults.plan.Plan;
import dev.understudy.faults.plan.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where comparisons are played.
 *
 * @param out folder of the report, in which each run has one of its own
 * @param rate calls a second, of all clients together
 * @param rest how long all may take to be well again after a fault; several times what the product
 *     takes, since what is not well then counts as staying so
 * @param progress is told what happens, for people
 */
record Stage(Path out, int rate, Duration rest, Consumer<String> progress) {

  private static final int STARTS = 3;

  /**
   * Plays the plan once.
   *
   * @param control what is taken out; empty for the product itself
   */
  Showing play(Comparison comparison, Optional<Control> control) throws IOException {
    Plan plan = comparison.plan();
    String name = plan.folder() + control.map(one -> "-without-" + one.id()).orElse("");
    Path folder = RunFolder.cleared(out.resolve(name));
    Cast product = Cast.product(comparison.workload());
    Cast cast = control.map(one -> one.cast(product)).orElse(product);
    try (Arena arena = open(plan, folder, cast, control.isPresent() ? STARTS : 1)) {
      Episode.Result result = new Episode(arena, plan, progress, rest).play(rate);
      RunFolder.keep(result, folder);
      return Showing.of(control, result, name);
    }
  }

  /** Where a mechanism is missing that mends a bad start, there may be one that stays bad. */
  private Arena open(Plan plan, Path folder, Cast cast, int starts) {
    try {
      return Arena.open(plan, folder, cast);
    } catch (IllegalStateException e) {
      if (starts == 1) {
        throw e;
      }
      progress.accept("  does not come to have one master, and is started again");
      return open(plan, folder, cast, starts - 1);
    }
  }
}
