package dev.understudy.benchmarks.report;

import dev.understudy.benchmarks.report.Window.Cost;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The rounds of one load: each number is the median of its own. */
public record Medians(List<Window> rounds) {

  public Medians {
    rounds = List.copyOf(rounds);
    if (rounds.isEmpty()) {
      throw new IllegalArgumentException("nothing was measured");
    }
  }

  public double of(ToDoubleFunction<Window> number) {
    return Numbers.median(rounds.stream().mapToDouble(number).toArray());
  }

  public double of(Function<Window, Cost> part, ToDoubleFunction<Cost> number) {
    return of(window -> number.applyAsDouble(part.apply(window)));
  }

  /** Calls that failed in any round. */
  public long failed() {
    return rounds.stream().mapToLong(Window::failed).sum();
  }

  /** The longest pause of any round. */
  public double longestPauseMillis() {
    return rounds.stream()
        .mapToDouble(window -> window.server().longestPauseMillis())
        .max()
        .orElse(0);
  }
}
