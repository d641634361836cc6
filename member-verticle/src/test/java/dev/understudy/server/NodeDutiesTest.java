package dev.understudy.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.group.ServerId;
import dev.understudy.member.Input;
import dev.understudy.member.LifeSign;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a node does for the servers on one event loop. */
class NodeDutiesTest {

  private static final long MOST_SECONDS = 20;

  private final Vertx vertx = Vertx.vertx();
  private final Context context = vertx.getOrCreateContext();

  @AfterEach
  void close() throws InterruptedException, ExecutionException, TimeoutException {
    vertx.close().toCompletionStage().toCompletableFuture().get(MOST_SECONDS, TimeUnit.SECONDS);
  }

  @Test
  void wakesAServerThoughAnotherOneOnItsLoopLeftTwice() throws InterruptedException {
    Woken leaves = new Woken(1);
    Woken stays = new Woken(2);
    onContext(
        () -> {
          Residence first = enter(leaves);
          Residence second = enter(stays);
          first.leave();
          first.leave();
          second.wakeAt(0);
        });

    assertThat(stays.latch.await(MOST_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void wakesAServerThatComesAfterTheOnlyOneLeftTwice() throws InterruptedException {
    Woken comes = new Woken(2);
    onContext(
        () -> {
          Residence first = enter(new Woken(1));
          first.leave();
          first.leave();
          enter(comes).wakeAt(0);
        });

    assertThat(comes.latch.await(MOST_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void wakesAServerThatSetAnEarlierDeadlineWhileItsLoopSlept() throws InterruptedException {
    Woken resident = new Woken(1);
    onContext(
        () -> {
          Residence residence = enter(resident);
          residence.wakeAt(Clock.SYSTEM.nowMillis() + 3_600_000);
          vertx.setTimer(70, id -> residence.wakeAt(Clock.SYSTEM.nowMillis() + 20));
        });

    // a deadline that far off is looked at after five seconds
    assertThat(resident.latch.await(4, TimeUnit.SECONDS)).isTrue();
  }

  private Residence enter(Resident resident) {
    return NodeDuties.of(vertx).enter(context, resident, server -> false);
  }

  private void onContext(Runnable task) {
    context.runOnContext(turn -> task.run());
  }

  /** A server that only notes that it was woken. */
  private static final class Woken implements Resident {

    private final CountDownLatch latch = new CountDownLatch(1);
    private final int server;

    Woken(int server) {
      this.server = server;
    }

    @Override
    public OwnSigns.Name name() {
      return new OwnSigns.Name("kv", new ServerId(server));
    }

    @Override
    public long heartbeatMillis() {
      return 50;
    }

    @Override
    public void tickWhenDue() {
      latch.countDown();
    }

    @Override
    public Optional<LifeSign> lifeSign() {
      return Optional.empty();
    }

    @Override
    public void tellNeighbours(Input.Neighbours neighbours) {}
  }
}
