package dev.understudy.simulation;

import dev.understudy.group.Event;
import dev.understudy.log.Command;
import dev.understudy.log.DivergedRecord;
import dev.understudy.log.EntryKey;
import dev.understudy.log.Result;
import dev.understudy.simulation.history.AvailableChecker;
import dev.understudy.simulation.history.AvailableChecker.Fact;
import dev.understudy.simulation.invariant.Executions;
import dev.understudy.simulation.invariant.Life;
import dev.understudy.simulation.invariant.Node;
import dev.understudy.simulation.invariant.Node.RequestId;
import dev.understudy.simulation.invariant.ObservedGroup;
import dev.understudy.simulation.invariant.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What clients were told, and whether the state that is left keeps it (AVAILABLE). */
final class Ledger {

  private final ObservedGroup group;
  private final Executions executions;
  private final List<Fact<RequestId, EntryKey, Result>> acknowledged = new ArrayList<>();
  private final Set<String> droppedKeys = new HashSet<>();

  Ledger(ObservedGroup group, Executions executions) {
    this.group = group;
    this.executions = executions;
  }

  /** A client accepted this answer. */
  void acknowledged(RequestId request, EntryKey entry, Result result) {
    acknowledged.add(new Fact<>(request, entry, result));
  }

  /** A record gave way to newer ones, and somebody was told. */
  void dropped(Event event) {
    droppedKeys.add(String.valueOf(event.details().get("key")));
  }

  /** The survivor's history and records against all that was acknowledged. */
  void check(Life survivor) {
    AvailableChecker<RequestId, EntryKey, Result> checker = new AvailableChecker<>();
    Set<EntryKey> droppedByOrder = new HashSet<>();
    for (Node node = survivor.last(); !node.isRoot(); node = node.parent()) {
      EntryKey key = node.key();
      node.execution()
          .ifPresent(made -> checker.survived(new Fact<>(made.request(), key, made.result())));
      if (node.entry().command() instanceof Command.Drop drop) {
        droppedByOrder.add(drop.key());
      }
    }
    for (DivergedRecord record : survivor.view().diverged()) {
      RequestId request = new RequestId(record.session(), record.sequence());
      checker.recorded(new Fact<>(request, record.key(), record.result()));
    }
    for (Fact<RequestId, EntryKey, Result> fact : acknowledged) {
      if (isExcused(fact.request(), droppedByOrder)) {
        checker.excuse(fact.request());
      }
    }
    checker
        .check(acknowledged)
        .ifPresent(
            wrong -> {
              throw new Violation("acknowledged requests survive or are recorded once", wrong);
            });
  }

  private boolean isExcused(RequestId request, Set<EntryKey> droppedByOrder) {
    boolean remembered = false;
    for (Node node : executions.of(request)) {
      if (droppedByOrder.contains(node.key()) || droppedKeys.contains(node.key().toString())) {
        return true;
      }
      remembered = remembered || group.isRemembered(node.holders());
    }
    return !remembered;
  }
}
