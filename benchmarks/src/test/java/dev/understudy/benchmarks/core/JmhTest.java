package dev.understudy.benchmarks.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The benchmarks run; how fast is not asked here. */
class JmhTest {

  @Test
  void everyBenchmarkMeasuresSomething() throws RunnerException {
    Options options =
        new OptionsBuilder()
            .include(getClass().getPackageName())
            .param("batch", "16")
            .param("entries", "16")
            .param("payloadBytes", "64")
            .param("sessions", "1")
            .param("depth", "16")
            .forks(0)
            .warmupIterations(0)
            .measurementIterations(1)
            .measurementTime(TimeValue.milliseconds(1))
            .verbosity(VerboseMode.SILENT)
            .shouldFailOnError(true)
            .build();
    Collection<RunResult> results = new Runner(options).run();
    assertThat(results).extracting(JmhTest::name).hasSize(11).doesNotHaveDuplicates();
    assertThat(results).allMatch(result -> result.getPrimaryResult().getScore() > 0);
  }

  private static String name(RunResult result) {
    return result.getParams().getBenchmark();
  }
}
