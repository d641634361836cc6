package dev.understudy.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.server.Arrivals.Arrival;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ArrivalsTest {

  private final Vertx vertx = Vertx.vertx();
  private final Arrivals arrivals = new Arrivals(vertx);
  private final BlockingQueue<Arrival> turns = new LinkedBlockingQueue<>();

  @AfterEach
  void close() throws Exception {
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void letsSoManyBeginAtOnceAndTheNextWhenOneHasArrived() throws Exception {
    begin(Arrivals.MOST_AT_ONCE + 2);
    assertThat(turns).hasSize(Arrivals.MOST_AT_ONCE);

    turns.remove().end();
    awaitTurns(Arrivals.MOST_AT_ONCE);
  }

  @Test
  void countsAnArrivalOnceHoweverOftenItEnds() throws Exception {
    begin(Arrivals.MOST_AT_ONCE + 2);
    Arrival first = turns.remove();
    first.end();
    first.end();
    awaitTurns(Arrivals.MOST_AT_ONCE);
    onContext();

    assertThat(turns).hasSize(Arrivals.MOST_AT_ONCE);
  }

  @Test
  void makesRoomForOthersWhenNobodyArrives() throws Exception {
    begin(Arrivals.MOST_AT_ONCE);
    turns.clear();
    begin(1);

    assertThat(turns.poll(4 * Arrivals.PATIENCE_MILLIS, TimeUnit.MILLISECONDS)).isNotNull();
  }

  @Test
  void makesRoomThoughWhoLetTheNextOneInIsUndeployed() throws Exception {
    begin(Arrivals.MOST_AT_ONCE);
    Arrival first = turns.remove();
    begin(1);
    turns.clear();
    String deployment =
        vertx
            .deployVerticle(
                new AbstractVerticle() {
                  @Override
                  public void start() {
                    first.end();
                  }
                })
            .await(10, TimeUnit.SECONDS);
    vertx.undeploy(deployment).await(10, TimeUnit.SECONDS);
    assertThat(turns.poll(10, TimeUnit.SECONDS)).isNotNull();
    begin(1);

    assertThat(turns.poll(4 * Arrivals.PATIENCE_MILLIS, TimeUnit.MILLISECONDS)).isNotNull();
  }

  @Test
  void doesNotWaitWhenAllHaveArrived() throws Exception {
    begin(2 * Arrivals.MOST_AT_ONCE);
    for (int i = 0; i < 2 * Arrivals.MOST_AT_ONCE; i++) {
      Arrival turn = turns.poll(10, TimeUnit.SECONDS);
      assertThat(turn).isNotNull();
      turn.end();
    }
    begin(1);

    assertThat(turns).hasSize(1);
  }

  private void begin(int count) {
    Context context = vertx.getOrCreateContext();
    for (int i = 0; i < count; i++) {
      arrivals.begin(context, turns::add);
    }
  }

  private void awaitTurns(int count) throws InterruptedException {
    for (int i = 0; i < 1_000 && turns.size() < count; i++) {
      onContext();
    }
    assertThat(turns).hasSize(count);
  }

  /** What was to be done on contexts by now has been done. */
  private void onContext() throws InterruptedException {
    BlockingQueue<String> done = new LinkedBlockingQueue<>();
    vertx.getOrCreateContext().runOnContext(turn -> done.add("done"));
    assertThat(done.poll(10, TimeUnit.SECONDS)).isNotNull();
  }
}
