package dev.understudy.server;

import dev.understudy.member.Input;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/** Gives the signs that a test puts there, and notes what it is told. */
final class ScriptedSurroundings implements Surroundings {

  final Queue<Input> signs = new ArrayDeque<>();
  long wakeAt = Long.MAX_VALUE;
  long lateMillis;
  int worked;

  @Override
  public void takeSigns(boolean now, Consumer<Input> consumer) {
    while (!signs.isEmpty()) {
      consumer.accept(signs.remove());
    }
  }

  @Override
  public void worked() {
    worked++;
  }

  @Override
  public void wakeAt(long millis) {
    wakeAt = millis;
  }

  @Override
  public long lateMillis() {
    return lateMillis;
  }

  @Override
  public long turnedAt() {
    return 0;
  }

  @Override
  public void leave() {}
}
