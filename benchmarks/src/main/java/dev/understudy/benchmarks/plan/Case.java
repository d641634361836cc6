package dev.understudy.benchmarks.plan;

import dev.understudy.app.bench.Operation;
import dev.understudy.group.Mode;
import java.util.Locale;

/** One line of the results: an operation of a group under one load. */
public record Case(Operation operation, Mode mode, Shape shape) {

  /** The mode as people write it. */
  public String modeText() {
    return mode.name().toLowerCase(Locale.ROOT);
  }

  /** {@code write consistent 1024 x 64 B}. */
  @Override
  public String toString() {
    return operation + " " + modeText() + " " + shape;
  }
}
