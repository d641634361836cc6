package dev.understudy.member;

import dev.understudy.log.Command;
import dev.understudy.log.DivergedRecord;
import dev.understudy.log.EntryKey;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** What a person does with diverged records, at the master (protocol section 10). */
final class DivergedCommands {

  private DivergedCommands() {}

  static void run(
      ServerState state, long commandId, OperatorCommand command, Consumer<Command> order) {
    OperatorAnswer answer;
    if (command instanceof OperatorCommand.ReplayDiverged replay) {
      answer = each(state, replay.keys(), order, Command.Replay::new, "replaying ");
    } else if (command instanceof OperatorCommand.DropDiverged drop) {
      answer = each(state, drop.keys(), order, Command.Drop::new, "dropping ");
    } else {
      answer = new OperatorAnswer.Refused("not something a master does");
    }
    state.out().add(new Effect.AnswerOperator(commandId, answer));
  }

  private static OperatorAnswer each(
      ServerState state,
      List<EntryKey> named,
      Consumer<Command> order,
      Function<EntryKey, Command> command,
      String verb) {
    List<EntryKey> keys = new ArrayList<>(named);
    if (keys.isEmpty()) {
      state.execution().diverged().all().stream().map(DivergedRecord::key).forEach(keys::add);
    }
    for (EntryKey key : keys) {
      if (!state.execution().diverged().contains(key)) {
        return new OperatorAnswer.Refused("there is no diverged record " + key);
      }
    }
    keys.stream().map(command).forEach(order);
    return new OperatorAnswer.Done(verb + keys.size() + " diverged records");
  }
}
