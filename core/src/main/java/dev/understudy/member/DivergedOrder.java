package dev.understudy.member;

import dev.understudy.log.Command;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a person wants done with diverged records: answered when the last of them was executed, or
 * when it came only so far. What is left then is as it was.
 */
final class DivergedOrder {

  /**
   * How long it may take, in milliseconds; less than a gateway waits for the answer. What is left
   * is to be asked for again.
   */
  static final long PATIENCE_MILLIS = 4_000;

  private final ServerState state;
  private final long commandId;
  private final String verb;
  private final int all;
  private final long until;
  private final PacedCommands paced;

  /**
   * @param verb what was done, for the answer: {@code replayed}
   */
  DivergedOrder(
      ServerState state,
      Consumer<Command> append,
      long commandId,
      String verb,
      List<Command> commands) {
    this.state = state;
    this.commandId = commandId;
    this.verb = verb;
    this.all = commands.size();
    this.until = state.now() + PATIENCE_MILLIS;
    this.paced = new PacedCommands(state, append);
    commands.forEach(paced::order);
  }

  /** Goes on; true once it is answered. */
  boolean settle() {
    boolean late = state.now() >= until;
    if (!late) {
      paced.settle();
    }
    if (paced.isDone()) {
      answer(new OperatorAnswer.Done(verb + " " + all + " diverged records"));
    } else if (late) {
      end("the time for it ended");
    }
    return late || paced.isDone();
  }

  /** Says how far it came; what was under way may be done as well. */
  void end(String why) {
    String text = verb + " " + (all - paced.left()) + " of " + all + " diverged records, then ";
    answer(new OperatorAnswer.Unfinished(text + why + "; ask again for the rest"));
  }

  private void answer(OperatorAnswer answer) {
    state.out().add(new Effect.AnswerOperator(commandId, answer));
  }
}
