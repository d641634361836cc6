package dev.understudy.benchmarks.core;

import dev.understudy.group.Limits;
import dev.understudy.group.Timings;
import dev.understudy.log.EntryKey;
import dev.understudy.log.Result;
import dev.understudy.log.SessionId;
import dev.understudy.session.Session;
import dev.understudy.session.SessionTable;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What the table of sessions does for one request of one of them. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SessionTableBenchmark {

  private static final long CLOCK = 1_790_000_000_000L;

  /** Sessions that are open. */
  @Param({"1", "1000"})
  public int sessions = 1;

  /** Requests of the session in flight: results that are kept. */
  @Param({"1", "1024"})
  public int depth = 1;

  private final Result result = new Result.Returned(Samples.payload(Long.BYTES));
  private SessionTable table = table();
  private long sequence;

  /** Opens the sessions. */
  @Setup
  public void open() {
    table = table();
    sequence = 0;
    for (int i = 1; i < sessions; i++) {
      EntryKey opened = Samples.SESSION.opened();
      table.open(new SessionId(new EntryKey(opened.epoch(), opened.index() + i)), CLOCK);
    }
    table.open(Samples.SESSION, CLOCK);
  }

  @Benchmark
  public Session execute() {
    Session session = table.find(Samples.SESSION, CLOCK).orElseThrow();
    table.use(session, CLOCK, Math.max(0, sequence - depth));
    session.begin(sequence);
    table.record(session, sequence, sequence + 1, result);
    sequence++;
    return session;
  }

  private static SessionTable table() {
    return new SessionTable(Limits.DEFAULT, Timings.DEFAULT.session());
  }
}
