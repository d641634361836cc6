package dev.understudy.member;

import dev.understudy.group.Role;
import dev.understudy.group.ServerId;
import dev.understudy.member.MonitoringMessage.Comparison;
import dev.understudy.member.MonitoringMessage.ComparisonWanted;
import dev.understudy.member.MonitoringMessage.ComparisonWon;
import dev.understudy.member.MonitoringMessage.ProgressAnswer;
import dev.understudy.member.MonitoringMessage.ProgressQuestion;
import dev.understudy.monitoring.Alignment;
import dev.understudy.monitoring.SelfMonitor;

/** Where the questions of other servers' self-checks, and the answers to one's own, arrive. */
final class MonitoringDesk implements MonitoringMessage.Recipient {

  private final ServerState state;
  private final Transitions transitions;
  private final SelfMonitor monitor;

  MonitoringDesk(ServerState state, Transitions transitions, SelfMonitor monitor) {
    this.state = state;
    this.transitions = transitions;
    this.monitor = monitor;
  }

  @Override
  public void onProgressQuestion(ServerId from, ProgressQuestion question) {
    ServerRole role = transitions.current();
    state
        .out()
        .send(
            from,
            new ProgressAnswer(
                question.nonce(),
                role.role() == Role.MASTER,
                role.epoch(),
                state.commitIndex(),
                state.priority()));
  }

  @Override
  public void onProgressAnswer(ServerId from, ProgressAnswer answer) {
    monitor.onProgress(from, answer);
  }

  @Override
  public void onComparisonWanted(ServerId from, ComparisonWanted wanted) {
    state.see(wanted.epoch());
    alignment().onComparisonWanted(from);
  }

  @Override
  public void onComparison(ServerId from, Comparison comparison) {
    state.see(comparison.standing().epoch());
    if (alignment().onComparison(from, comparison.standing())) {
      monitor.lostComparison(from);
    }
  }

  @Override
  public void onComparisonWon(ServerId from, ComparisonWon won) {
    state.see(won.standing().epoch());
    if (alignment().onComparisonWon(from, won.standing())) {
      monitor.lostComparison(from);
    }
  }

  private Alignment alignment() {
    return monitor.recovery().alignment();
  }
}
