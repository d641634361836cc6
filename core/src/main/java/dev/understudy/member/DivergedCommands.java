package dev.understudy.member;

import dev.understudy.log.Command;
import dev.understudy.log.DivergedRecord;
import dev.understudy.log.EntryKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What becomes of diverged records at the master (protocol section 10): what a person does with
 * them, and what the policy does.
 */
final class DivergedCommands {

  private final ServerState state;
  private final Consumer<Command> append;
  private final AutomaticReplay automatic;
  private Optional<DivergedOrder> order = Optional.empty();

  DivergedCommands(ServerState state, Consumer<Command> append) {
    this.state = state;
    this.append = append;
    this.automatic = new AutomaticReplay(state, append);
  }

  void settle() {
    automatic.settle();
    if (order.isPresent() && order.get().settle()) {
      order = Optional.empty();
    }
  }

  void run(long commandId, OperatorCommand command) {
    if (command instanceof OperatorCommand.ReplayDiverged replay) {
      each(commandId, "replayed", replay.keys(), replay.expected(), Command.Replay::new);
    } else if (command instanceof OperatorCommand.DropDiverged drop) {
      each(commandId, "dropped", drop.keys(), drop.expected(), Command.Drop::new);
    } else {
      refuse(commandId, "not something a master does");
    }
  }

  /** The mastership is over. */
  void leave() {
    order.ifPresent(open -> open.end("the mastership ended"));
    order = Optional.empty();
  }

  private void each(
      long commandId,
      String verb,
      List<EntryKey> named,
      OptionalInt expected,
      Function<EntryKey, Command> command) {
    List<EntryKey> keys = new ArrayList<>(named);
    if (keys.isEmpty()) {
      state.execution().diverged().all().stream().map(DivergedRecord::key).forEach(keys::add);
    }
    Optional<EntryKey> unknown =
        keys.stream().filter(key -> !state.execution().diverged().contains(key)).findFirst();
    if (unknown.isPresent()) {
      refuse(commandId, "there is no diverged record " + unknown.get());
    } else if (expected.isPresent() && expected.getAsInt() != keys.size()) {
      refuse(commandId, "there are " + keys.size() + " diverged records now");
    } else if (order.isPresent()) {
      refuse(commandId, "other diverged records are being replayed or dropped");
    } else {
      List<Command> commands = keys.stream().map(command).toList();
      order = Optional.of(new DivergedOrder(state, append, commandId, verb, commands));
    }
  }

  private void refuse(long commandId, String reason) {
    state.out().add(new Effect.AnswerOperator(commandId, new OperatorAnswer.Refused(reason)));
  }
}
