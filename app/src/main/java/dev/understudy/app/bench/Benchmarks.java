package dev.understudy.app.bench;

import java.io.PrintWriter;

/** Carries a benchmark out; found by {@link java.util.ServiceLoader}. */
public interface Benchmarks {

  /**
   * Measures, tells its progress and writes what it found.
   *
   * @param out for the results
   * @param progress for what a person wants to see meanwhile
   * @throws dev.understudy.app.Failure if it cannot be done, or something was lost
   */
  void run(BenchSettings settings, PrintWriter out, PrintWriter progress);
}
