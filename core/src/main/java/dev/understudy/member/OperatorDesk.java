package dev.understudy.member;

import dev.understudy.group.Epoch;
import dev.understudy.group.Role;
import dev.understudy.monitoring.SelfMonitor;
import dev.understudy.monitoring.Trigger;
import java.util.ArrayList;
import java.util.List;

/** Where a person's commands arrive. */
final class OperatorDesk {

  private record Waiting(long commandId, long afterChecks) {}

  private static final int MOST_WAITING = 1_000;

  private final ServerState state;
  private final Transitions transitions;
  private final SelfMonitor monitor;
  private final List<Waiting> waiting = new ArrayList<>();

  OperatorDesk(ServerState state, Transitions transitions, SelfMonitor monitor) {
    this.state = state;
    this.transitions = transitions;
    this.monitor = monitor;
  }

  void on(long commandId, OperatorCommand command) {
    if (command instanceof OperatorCommand.CheckNow) {
      check(commandId);
    } else if (command instanceof OperatorCommand.Recover) {
      answer(commandId, recover());
    } else {
      transitions.current().onCommand(commandId, command);
    }
  }

  /** Answers those whose check is done. */
  void settle() {
    if (waiting.isEmpty()) {
      return;
    }
    SelfMonitor.LastCheck last = monitor.lastCheck();
    OperatorAnswer done = new OperatorAnswer.Done(last.result() + ": " + last.explanation());
    waiting.removeIf(
        one -> {
          boolean over = monitor.completedChecks() > one.afterChecks;
          if (over) {
            answer(one.commandId, done);
          }
          return over;
        });
  }

  private void check(long commandId) {
    if (transitions.current().role() == Role.GONE) {
      answer(commandId, new OperatorAnswer.Refused("this server has left the group"));
    } else if (waiting.size() >= MOST_WAITING) {
      answer(commandId, new OperatorAnswer.Refused("too many checks are waited for"));
    } else {
      waiting.add(new Waiting(commandId, monitor.completedChecks()));
      monitor.trigger(Trigger.OPERATOR);
    }
  }

  private OperatorAnswer recover() {
    ServerRole role = transitions.current();
    if (!state.isConsistent() || !state.isVoter()) {
      return new OperatorAnswer.Refused("only a voter of a CONSISTENT group can be recovered from");
    }
    if (role.role() == Role.NEWCOMER || role.role() == Role.GONE) {
      return new OperatorAnswer.Refused("this server has no state to recover from");
    }
    if (!role.liveMaster().isNone()) {
      return new OperatorAnswer.Refused("the group has a master: " + role.liveMaster());
    }
    if (transitions.isSynchronizing()) {
      return new OperatorAnswer.Refused("this server is synchronizing");
    }
    Epoch epoch =
        new Epoch(
            state.promised().generation().next(state.chance().next()),
            1,
            state.self(),
            state.rules().inEpoch(state.incarnation()));
    transitions.becomeMaster(epoch, List.of(), Transitions.Mandate.OPERATOR);
    return new OperatorAnswer.Done("started generation " + epoch.generation().number());
  }

  private void answer(long commandId, OperatorAnswer answer) {
    state.out().add(new Effect.AnswerOperator(commandId, answer));
  }
}
