package dev.understudy.faults.client;

import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Calls at a steady rate, whether or not those before were answered, by several clients in turn.
 * What is due while too many calls are under way, or was due while the process stood, is skipped
 * and counted; so is what a client throws in place of an answer, which should not be.
 */
final class Load {

  /**
   * How much there is to do.
   *
   * @param name begins the names of the clients and everything they write
   * @param perSecond calls of all clients together
   * @param outstanding calls under way at most
   */
  record Settings(String name, double perSecond, int outstanding) {}

  private record Pending(String client, Call call, long from) {}

  private static final long LATE_NANOS = 200_000_000;

  private final Settings settings;
  private final Workload workload;
  private final List<? extends Caller> callers;
  private final Notes notes;
  private final Thread clock = new Thread(this::run, "load");
  private final Map<Long, Pending> pending = new LinkedHashMap<>();
  private long begun;
  private long skipped;
  private long thrown;
  private boolean stopped;

  Load(Settings settings, Workload workload, List<? extends Caller> callers, Notes notes) {
    this.settings = settings;
    this.workload = workload;
    this.callers = callers;
    this.notes = notes;
    clock.setDaemon(true);
  }

  /** Begins; once. */
  void start() {
    if (clock.getState() == Thread.State.NEW) {
      clock.start();
    }
  }

  /**
   * Makes no more calls, and waits until those under way have ended. One that has not within the
   * bound, which none should reach, is noted as unknown.
   */
  void stop(long boundMillis) throws InterruptedException {
    synchronized (this) {
      stopped = true;
    }
    clock.join();
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(boundMillis);
    synchronized (this) {
      while (!pending.isEmpty() && System.nanoTime() < deadline) {
        TimeUnit.NANOSECONDS.timedWait(this, deadline - System.nanoTime());
      }
      List.copyOf(pending.keySet())
          .forEach(number -> end(number, Answer.unexpected("it never ended")));
      notes.stopped(begun, skipped, thrown);
    }
  }

  private void run() {
    long period = (long) (TimeUnit.SECONDS.toNanos(1) / settings.perSecond());
    long due = System.nanoTime();
    while (!isStopped()) {
      long late = System.nanoTime() - due;
      if (late < 0) {
        LockSupport.parkNanos(-late);
      } else if (late > LATE_NANOS) {
        skip(late / period);
        due += late / period * period;
      } else {
        begin();
        due += period;
      }
    }
  }

  private void begin() {
    long number = enter();
    if (number < 0) {
      return;
    }
    int turn = (int) (number % callers.size());
    String client = settings.name() + "-" + turn;
    Call call = workload.next(settings.name() + ":" + number);
    synchronized (this) {
      pending.put(number, new Pending(client, call, System.nanoTime()));
    }
    make(callers.get(turn), call)
        .onComplete(
            ended ->
                end(number, ended.succeeded() ? ended.result() : Answer.unexpected(ended.cause())));
  }

  /** One that throws must not be the last: a load that ends unseen finds nothing any more. */
  private Future<Answer> make(Caller caller, Call call) {
    try {
      return caller.make(call);
    } catch (RuntimeException e) {
      synchronized (this) {
        thrown++;
      }
      return Future.succeededFuture(Answer.unknown("thrown: " + e));
    }
  }

  /** The number of a call to be made now; negative if there is no room for it. */
  private synchronized long enter() {
    if (pending.size() >= settings.outstanding()) {
      skipped++;
      return -1;
    }
    return begun++;
  }

  private synchronized void end(long number, Answer answer) {
    Pending call = pending.remove(number);
    if (call == null) {
      return;
    }
    workload.ended(call.call(), answer);
    notes.call(new Recorded(call.client(), call.call(), call.from(), System.nanoTime(), answer));
    notifyAll();
  }

  private synchronized void skip(long calls) {
    skipped += calls;
  }

  private synchronized boolean isStopped() {
    return stopped;
  }
}
