package dev.understudy.benchmarks.core;

import dev.understudy.log.Command;
import dev.understudy.log.Digest;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Folding one request into the digest of the history. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DigestBenchmark {

  @Param({"64", "1024", "16384"})
  public int payloadBytes = 64;

  private Command request = Samples.request(1, 1);
  private long index;
  private long value = Digest.EMPTY.value();

  /** Makes the request. */
  @Setup
  public void make() {
    request = Samples.request(1, payloadBytes);
  }

  @Benchmark
  public long fold() {
    index++;
    value = Digest.fold(value, index, request.digest(value));
    return value;
  }
}
