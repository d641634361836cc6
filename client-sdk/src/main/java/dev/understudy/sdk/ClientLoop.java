package dev.understudy.sdk;

import dev.understudy.client.ClientEffect;
import dev.understudy.client.ClientInput;
import dev.understudy.client.ClientSession;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * Gives inputs to the client's machine and performs the effects of each before the next one is
 * given. All on one context: nothing here is safe for several threads.
 *
 * <p>Time is told before an input whenever the millisecond has changed since it was told last, and
 * when the machine wants it. A flush follows at the end of the event-loop turn in which the machine
 * asked for it, so that calls made together are sent together.
 */
final class ClientLoop {

  private static final long NEVER = Long.MAX_VALUE;

  private final Vertx vertx;
  private final Context context;
  private final ClientSession machine;
  private final ClientPerformer performer;
  private final Consumer<Throwable> broken;
  private final Queue<ClientInput> waiting = new ArrayDeque<>();
  private long toldMillis = Long.MIN_VALUE;
  private long timerId;
  private long timerMillis = NEVER;
  private boolean open;
  private boolean running;
  private boolean flushWanted;
  private boolean closed;

  /**
   * A loop that takes inputs and begins when it is opened.
   *
   * @param broken is told of an invariant that does not hold; the loop is closed then
   */
  ClientLoop(
      Vertx vertx,
      Context context,
      ClientSession machine,
      ClientPerformer performer,
      Consumer<Throwable> broken) {
    this.vertx = vertx;
    this.context = context;
    this.machine = machine;
    this.performer = performer;
    this.broken = broken;
  }

  static long nowMillis() {
    return System.nanoTime() / 1_000_000;
  }

  /** Begins with what was given so far. */
  void open() {
    open = true;
    run();
  }

  /** Takes an input: at once, or after those before it. */
  void give(ClientInput input) {
    add(input);
    run();
  }

  /** Takes an input for the next {@link #run}. */
  void add(ClientInput input) {
    if (!closed) {
      waiting.add(input);
    }
  }

  /** Takes and does nothing more. */
  void close() {
    closed = true;
    waiting.clear();
    cancelTimer();
  }

  /** Gives the machine what waits for it, unless that is being done, and tells who is to know. */
  void run() {
    if (open && !running && !closed) {
      running = true;
      try {
        giveAll();
        performer.finish();
      } catch (RuntimeException | AssertionError e) {
        close();
        broken.accept(e);
      } finally {
        running = false;
      }
    }
    if (open && !running && !closed) {
      askForFlush();
      setTimer();
    }
  }

  private void giveAll() {
    tellTime();
    while (!waiting.isEmpty()) {
      ClientInput input = waiting.remove();
      tellTime();
      step(input);
    }
  }

  private void tellTime() {
    long now = nowMillis();
    if (now != toldMillis) {
      toldMillis = now;
      step(new ClientInput.Tick(now));
    }
  }

  private void step(ClientInput input) {
    for (ClientEffect effect : machine.step(input)) {
      effect.perform(performer);
    }
  }

  private void askForFlush() {
    if (machine.wantsFlush() && !flushWanted) {
      flushWanted = true;
      context.runOnContext(
          turn -> {
            flushWanted = false;
            give(new ClientInput.Flush());
          });
    }
  }

  private void setTimer() {
    long due = machine.deadlineMillis();
    if (due >= timerMillis) {
      return; // the one that is set comes first and sets the next
    }
    cancelTimer();
    timerMillis = due;
    timerId = vertx.setTimer(Math.max(1, due - nowMillis()), id -> tick());
  }

  private void tick() {
    timerMillis = NEVER;
    run();
  }

  private void cancelTimer() {
    if (timerMillis != NEVER) {
      vertx.cancelTimer(timerId);
      timerMillis = NEVER;
    }
  }
}
