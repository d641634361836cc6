package dev.understudy.benchmarks.core;

import dev.understudy.client.ClientSession;
import dev.understudy.member.Member;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** What one request costs the machines of a master, of a backup and of a client, without bytes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class StepBenchmark {

  static final int REQUESTS = 4_096;

  /** Requests that come together. */
  @Param({"1", "16", "128", "1024"})
  public int batch = 1;

  @Param("64")
  public int payloadBytes = 64;

  private Optional<Courses> courses = Optional.empty();
  private Optional<Member> master = Optional.empty();
  private Optional<Member> backup = Optional.empty();
  private Optional<ClientSession> client = Optional.empty();

  /** Plays the group once. */
  @Setup
  public void play() {
    courses = Optional.of(PlayedGroup.play(REQUESTS, batch, payloadBytes));
  }

  /** Every invocation begins at the same point: machines cannot go back. */
  @Setup(Level.Invocation)
  public void begin() {
    master = courses.map(all -> all.master().begin());
    backup = courses.map(all -> all.backup().begin());
    client = courses.map(all -> all.client().begin());
  }

  @Benchmark
  @OperationsPerInvocation(REQUESTS)
  public void master(Blackhole hole) {
    courses.orElseThrow().master().run(master.orElseThrow(), hole::consume);
  }

  @Benchmark
  @OperationsPerInvocation(REQUESTS)
  public void backup(Blackhole hole) {
    courses.orElseThrow().backup().run(backup.orElseThrow(), hole::consume);
  }

  @Benchmark
  @OperationsPerInvocation(REQUESTS)
  public void client(Blackhole hole) {
    courses.orElseThrow().client().run(client.orElseThrow(), hole::consume);
  }
}
