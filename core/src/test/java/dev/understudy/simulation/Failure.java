package dev.understudy.simulation;

import dev.understudy.group.Mode;
import java.util.List;
import java.util.Locale;

/** A schedule in which something did not hold, told so that it can be seen again. */
record Failure(
    long seed,
    SimulationOptions options,
    String invariant,
    RuntimeException cause,
    List<String> lastSteps) {

  Failure {
    lastSteps = List.copyOf(lastSteps);
  }

  /** In one line. */
  String summary() {
    return "seed "
        + seed
        + " "
        + mode()
        + " "
        + options.profile()
        + ": "
        + invariant
        + ": "
        + cause.getMessage();
  }

  /** Everything. */
  String report() {
    StringBuilder text = new StringBuilder();
    lastSteps.forEach(line -> text.append(line).append('\n'));
    text.append('\n').append(summary());
    text.append("\nreplay: make simulate SEEDS=1 FROM=").append(seed);
    text.append(" MODE=").append(mode().name().toLowerCase(Locale.ROOT));
    for (StackTraceElement at : cause.getStackTrace()) {
      if (at.getClassName().startsWith("dev.understudy")) {
        text.append("\n    at ").append(at);
      }
    }
    return text.toString();
  }

  private Mode mode() {
    return options.configuration().membership().mode();
  }
}
