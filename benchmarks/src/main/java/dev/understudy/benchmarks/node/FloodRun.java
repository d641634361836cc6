package dev.understudy.benchmarks.node;

import dev.understudy.sdk.GroupClient;
import dev.understudy.sdk.GroupClientOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * So many calls a second from several clients, each on an event loop, whatever becomes of the
 * earlier ones: nobody here holds back, and no call is spared because too many are open. At the end
 * the clients are closed, with all that they have not been answered.
 */
final class FloodRun implements LoadRun {

  private static final double SECOND_NANOS = 1e9;

  /** So many calls at most in one turn of an event loop, which has answers to read, too. */
  private static final int MOST_IN_A_TURN = 1_000;

  private final Vertx vertx;
  private final GroupClientOptions options;
  private final Tally tally;
  private final Buffer payload;
  private final double perSecondOfEach;
  private final List<Source> sources = new ArrayList<>();
  private final AtomicLong begun = new AtomicLong();
  private long sampledCalls;
  private long sampledNanos = System.nanoTime();

  FloodRun(Vertx vertx, Clients clients, String group, Buffer payload, Rate rate) {
    this.vertx = vertx;
    this.options = clients.options(group);
    this.tally = clients.tally(group);
    this.payload = payload;
    this.perSecondOfEach = (double) rate.perSecond() / rate.clients();
    for (int number = 0; number < rate.clients(); number++) {
      sources.add(new Source());
    }
  }

  /** What all clients together offer. */
  record Rate(int clients, int perSecond) {}

  @Override
  public void start() {
    sources.forEach(source -> vertx.deployVerticle(source).await());
  }

  /** Of the calls that were begun since the last sample; how they end is in the tally. */
  @Override
  public Sample sample() {
    long calls = begun.get();
    long now = System.nanoTime();
    Sample sample = Sample.counted(calls - sampledCalls, now - sampledNanos);
    sampledCalls = calls;
    sampledNanos = now;
    return sample;
  }

  @Override
  public Future<Void> stop() {
    sources.forEach(source -> source.stopping = true);
    return Future.all(sources.stream().map(source -> source.drained()).toList()).mapEmpty();
  }

  /** One of the clients. */
  private final class Source extends VerticleBase {

    private final Promise<Void> drained = Promise.promise();
    private volatile boolean stopping;
    private long open;
    private long issued;
    private long beganNanos;

    @Override
    public Future<?> start() {
      GroupClient client = GroupClient.create(vertx, options);
      beganNanos = System.nanoTime();
      vertx.setPeriodic(1, id -> turn(client, id));
      return Future.succeededFuture();
    }

    Future<Void> drained() {
      return drained.future();
    }

    private void turn(GroupClient client, long timer) {
      if (stopping) {
        vertx.cancelTimer(timer);
        client.close().onComplete(closed -> drain());
        return;
      }
      long due = (long) ((System.nanoTime() - beganNanos) / SECOND_NANOS * perSecondOfEach);
      long calls = Math.min(MOST_IN_A_TURN, due - issued);
      // what cannot be offered in time is not offered later
      issued = due;
      begun.addAndGet(Math.max(0, calls));
      for (long call = 0; call < calls; call++) {
        open++;
        client
            .execute(payload)
            .onComplete(
                end -> {
                  tally.count(end);
                  open--;
                  drain();
                });
      }
    }

    private void drain() {
      if (stopping && open == 0) {
        drained.tryComplete();
      }
    }
  }
}
