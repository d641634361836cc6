package dev.understudy.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is asked of a client before it has started. */
class StartTest {

  private final Promise<Void> starting = Promise.promise();
  private final Start start = new Start(starting.future());
  private final List<Integer> done = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();

  private void ask(int number) {
    start.then(() -> done.add(number), why -> failures.add(number + " " + why.getMessage()));
  }

  @Test
  void isDoneInItsOrderWhenItHas() {
    ask(1);
    ask(2);
    assertThat(done).isEmpty();
    starting.complete();
    ask(3);
    assertThat(done).containsExactly(1, 2, 3);
    assertThat(failures).isEmpty();
  }

  @Test
  void failsWhenItCannot() {
    ask(1);
    starting.fail("no thread");
    ask(2);
    assertThat(done).isEmpty();
    assertThat(failures).containsExactly("1 no thread", "2 no thread");
  }

  /** Whoever hears of it may wait for another thread that asks this client too. */
  @Test
  void tellsOfItsFailureWithNothingLocked() throws InterruptedException {
    List<Boolean> waitedInVain = new ArrayList<>();
    Thread other = new Thread(() -> ask(2));
    start.then(() -> {}, why -> waitedInVain.add(!isOverSoon(other)));
    starting.fail("no thread");
    other.join();
    assertThat(waitedInVain).containsExactly(false);
    assertThat(failures).containsExactly("2 no thread");
  }

  private static boolean isOverSoon(Thread thread) {
    thread.start();
    try {
      thread.join(10_000);
      return !thread.isAlive();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Test
  void keepsItsOrderThoughTheStartComesInBetween() throws InterruptedException {
    List<Integer> order = new ArrayList<>();
    Thread starter = new Thread(starting::complete);
    for (int i = 0; i < 10_000; i++) {
      int number = i;
      if (i == 5_000) {
        starter.start();
      }
      start.then(
          () -> {
            synchronized (order) {
              order.add(number);
            }
          },
          why -> {});
    }
    starter.join();
    assertThat(order).isEqualTo(IntStream.range(0, 10_000).boxed().toList());
  }
}
