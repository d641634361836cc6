package dev.understudy.server;

import dev.understudy.member.Effect;
import dev.understudy.member.Input;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Gives inputs to the machine and performs the effects of each before the next one is given. All on
 * one event loop: nothing here is safe for several threads.
 *
 * <p>Time is told before an input whenever the millisecond has changed since it was told last, and
 * by {@link #tickWhenDue}; signs of life before the time. A flush follows at the end of the
 * event-loop turn in which the machine asked for it, so that what came in together goes out
 * together.
 */
final class MemberLoop {

  /** So many inputs are taken in one turn before other work of the event loop gets its chance. */
  private static final int MOST_INPUTS_IN_A_TURN = 256;

  /** Nor does it go on for longer: a server that is alone causes its own next inputs. */
  private static final long MOST_MILLIS_IN_A_TURN = 20;

  private final Machine machine;
  private final Effect.Performer performer;
  private final Clock clock;
  private final Surroundings surroundings;
  private final Executor nextTurn;
  private final Consumer<Throwable> broken;
  private final Deque<Input> waiting = new ArrayDeque<>();
  private long toldMillis = Long.MIN_VALUE;
  private long toldLateMillis;
  private boolean running;
  private boolean turnWanted;
  private boolean flushWanted;
  private boolean closed;

  /**
   * What it runs in.
   *
   * @param nextTurn runs what it is given on the event loop, when the present turn is over
   */
  record Environment(Clock clock, Surroundings surroundings, Executor nextTurn) {}

  /**
   * @param broken is told of an invariant that does not hold; the loop is closed then
   */
  MemberLoop(
      Machine machine,
      Effect.Performer performer,
      Environment environment,
      Consumer<Throwable> broken) {
    this.machine = machine;
    this.performer = performer;
    this.clock = environment.clock();
    this.surroundings = environment.surroundings();
    this.nextTurn = environment.nextTurn();
    this.broken = broken;
  }

  /** Takes an input: at once, or after those before it if one is being performed. */
  void give(Input input) {
    if (!closed) {
      waiting.add(input);
      runUnlessRunning();
    }
  }

  /** To be called when the machine's deadline has come; looks whether it has. */
  void tickWhenDue() {
    if (closed || running) {
      return;
    }
    boolean due = isDue();
    if (!takeSigns()) {
      return;
    }
    if (isDue() || (due && surroundings.lateMillis() != toldLateMillis)) {
      run();
      return;
    }
    surroundings.wakeAt(machine.deadlineMillis());
  }

  private boolean takeSigns() {
    try {
      surroundings.takeSigns(true, this::step);
    } catch (RuntimeException | Error e) {
      end(e);
    }
    return !closed;
  }

  private void end(Throwable violation) {
    close();
    broken.accept(violation);
  }

  private boolean isDue() {
    return clock.nowMillis() >= machine.deadlineMillis();
  }

  /** Takes and does nothing more. */
  void close() {
    closed = true;
    waiting.clear();
  }

  boolean isClosed() {
    return closed;
  }

  private void runUnlessRunning() {
    if (!closed && !running) {
      run();
    }
  }

  private void run() {
    running = true;
    try {
      surroundings.takeSigns(false, this::step);
      tellTime();
      long end = toldMillis + MOST_MILLIS_IN_A_TURN;
      for (int i = 0; i < MOST_INPUTS_IN_A_TURN && !waiting.isEmpty() && toldMillis < end; i++) {
        Input input = waiting.remove();
        tellTime();
        step(input);
      }
    } catch (RuntimeException | Error e) {
      end(e);
    } finally {
      running = false;
    }
    if (!closed) {
      askForTurns();
      surroundings.worked();
      surroundings.wakeAt(machine.deadlineMillis());
    }
  }

  /** Before whatever waits: that came later, and there may be much of it. */
  private void flush() {
    if (!closed) {
      waiting.addFirst(new Input.Flush());
      runUnlessRunning();
    }
  }

  private void tellTime() {
    long now = clock.nowMillis();
    if (now != toldMillis) {
      toldMillis = now;
      toldLateMillis = surroundings.lateMillis();
      step(new Input.Tick(now, clock.wallMillis(), toldLateMillis));
    }
  }

  private void step(Input input) {
    for (Effect effect : machine.step(input)) {
      effect.perform(performer);
    }
  }

  private void askForTurns() {
    if (machine.wantsFlush() && !flushWanted) {
      flushWanted = true;
      nextTurn.execute(
          () -> {
            flushWanted = false;
            flush();
          });
    }
    if (!waiting.isEmpty() && !turnWanted) {
      turnWanted = true;
      nextTurn.execute(
          () -> {
            turnWanted = false;
            runUnlessRunning();
          });
    }
  }
}
