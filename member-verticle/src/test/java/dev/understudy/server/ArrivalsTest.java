package dev.understudy.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.server.Arrivals.Arrival;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ArrivalsTest {

  private final Vertx vertx = Vertx.vertx();
  private final Arrivals arrivals = new Arrivals(vertx);
  private final List<Future<Arrival>> turns = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void letsSoManyBeginAtOnceAndTheNextWhenOneHasArrived() throws Exception {
    begin(Arrivals.MOST_AT_ONCE + 2);
    assertThat(turns.subList(0, Arrivals.MOST_AT_ONCE)).allMatch(Future::isComplete);
    assertThat(turns.subList(Arrivals.MOST_AT_ONCE, turns.size())).noneMatch(Future::isComplete);

    turns.get(3).result().end();
    turns.get(Arrivals.MOST_AT_ONCE).await(10, TimeUnit.SECONDS);
    assertThat(turns.get(Arrivals.MOST_AT_ONCE + 1).isComplete()).isFalse();
  }

  @Test
  void countsAnArrivalOnceHoweverOftenItEnds() {
    begin(Arrivals.MOST_AT_ONCE + 2);
    turns.get(0).result().end();
    turns.get(0).result().end();

    assertThat(turns.get(Arrivals.MOST_AT_ONCE + 1).isComplete()).isFalse();
  }

  @Test
  void makesRoomForOthersWhenNobodyArrives() throws Exception {
    begin(Arrivals.MOST_AT_ONCE + 1);

    turns.get(Arrivals.MOST_AT_ONCE).await(2 * Arrivals.PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Test
  void doesNotWaitWhenAllHaveArrived() {
    begin(2 * Arrivals.MOST_AT_ONCE);
    for (int i = 0; i < turns.size(); i++) {
      await(turns.get(i)).end();
    }
    begin(1);

    assertThat(turns.get(turns.size() - 1).isComplete()).isTrue();
  }

  private void begin(int count) {
    for (int i = 0; i < count; i++) {
      turns.add(arrivals.begin(vertx.getOrCreateContext()));
    }
  }

  private static Arrival await(Future<Arrival> turn) {
    try {
      return turn.await(10, TimeUnit.SECONDS);
    } catch (java.util.concurrent.TimeoutException e) {
      throw new AssertionError("nobody let it in", e);
    }
  }
}
