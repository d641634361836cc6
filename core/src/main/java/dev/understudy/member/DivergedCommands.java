package dev.understudy.member;

import dev.understudy.log.Command;
import dev.understudy.log.DivergedRecord;
import dev.understudy.log.EntryKey;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What becomes of diverged records at the master (protocol section 10): what a person does with
 * them, and what the policy does.
 */
final class DivergedCommands {

  private final ServerState state;
  private final AutomaticReplay automatic;
  private final PacedCommands ordered;

  DivergedCommands(ServerState state, Consumer<Command> append) {
    this.state = state;
    this.automatic = new AutomaticReplay(state, append);
    this.ordered = new PacedCommands(state, append);
  }

  void settle() {
    automatic.settle();
    ordered.settle();
  }

  void run(long commandId, OperatorCommand command) {
    OperatorAnswer answer;
    if (command instanceof OperatorCommand.ReplayDiverged replay) {
      answer = each(replay.keys(), Command.Replay::new, "replaying ");
    } else if (command instanceof OperatorCommand.DropDiverged drop) {
      answer = each(drop.keys(), Command.Drop::new, "dropping ");
    } else {
      answer = new OperatorAnswer.Refused("not something a master does");
    }
    state.out().add(new Effect.AnswerOperator(commandId, answer));
  }

  private OperatorAnswer each(
      List<EntryKey> named, Function<EntryKey, Command> command, String verb) {
    List<EntryKey> keys = new ArrayList<>(named);
    if (keys.isEmpty()) {
      state.execution().diverged().all().stream().map(DivergedRecord::key).forEach(keys::add);
    }
    for (EntryKey key : keys) {
      if (!state.execution().diverged().contains(key)) {
        return new OperatorAnswer.Refused("there is no diverged record " + key);
      }
    }
    keys.stream().map(command).forEach(ordered::order);
    return new OperatorAnswer.Done(verb + keys.size() + " diverged records");
  }
}
