package dev.understudy.member;

import dev.understudy.log.Command;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * What is to be done with diverged records, some at a time: the next when the former are committed
 * and executed, so that a master with thousands of them goes on being heard (protocol section 10).
 */
final class PacedCommands {

  /**
   * So many at once. Each is an event of its own, which takes longer to tell than to do: some
   * milliseconds where nothing is compiled yet.
   */
  static final int BATCH = 8;

  private final ServerState state;
  private final Consumer<Command> append;
  private final Deque<Command> waiting = new ArrayDeque<>();
  private long batchEnd;
  private int underWay;

  PacedCommands(ServerState state, Consumer<Command> append) {
    this.state = state;
    this.append = append;
  }

  /** To be done when it is its turn. */
  void order(Command command) {
    waiting.add(command);
  }

  /** How many are not known to be done. */
  int left() {
    return waiting.size() + (isBatchDone() ? 0 : underWay);
  }

  boolean isDone() {
    return left() == 0;
  }

  void settle() {
    if (waiting.isEmpty() || !isBatchDone()) {
      return;
    }
    underWay = 0;
    for (; underWay < BATCH && !waiting.isEmpty(); underWay++) {
      Command next = waiting.remove();
      if (hasItsRecord(next)) {
        append.accept(next);
      }
    }
    batchEnd = state.log().lastIndex();
  }

  private boolean isBatchDone() {
    return Math.min(state.commitIndex(), state.execution().executedIndex()) >= batchEnd;
  }

  /** Not so if its client has repeated it meanwhile, or it gave way to others. */
  private boolean hasItsRecord(Command command) {
    if (command instanceof Command.Replay replay) {
      return state.execution().diverged().contains(replay.key());
    }
    return !(command instanceof Command.Drop drop)
        || state.execution().diverged().contains(drop.key());
  }
}
