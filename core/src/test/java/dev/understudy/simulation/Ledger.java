package dev.understudy.simulation;

import dev.understudy.group.Event;
import dev.understudy.log.Command;
import dev.understudy.log.DivergedRecord;
import dev.understudy.log.EntryKey;
import dev.understudy.log.Result;
import dev.understudy.log.SessionId;
import dev.understudy.simulation.history.AvailableChecker;
import dev.understudy.simulation.history.AvailableChecker.Fact;
import dev.understudy.simulation.invariant.Executions;
import dev.understudy.simulation.invariant.Life;
import dev.understudy.simulation.invariant.Node;
import dev.understudy.simulation.invariant.Node.RequestId;
import dev.understudy.simulation.invariant.ObservedGroup;
import dev.understudy.simulation.invariant.Violation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

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

  /** What a session was told to have executed stands in the survivor's history in its order. */
  void checkOrder(Life survivor) {
    Map<RequestId, Long> places = new HashMap<>();
    for (Node node = survivor.last(); !node.isRoot(); node = node.parent()) {
      if (node.entry().command() instanceof Command.Request) {
        long index = node.key().index();
        node.execution().ifPresent(made -> places.put(made.request(), index));
      }
    }
    Map<SessionId, Map<Long, Long>> sessions = new HashMap<>();
    for (Fact<RequestId, EntryKey, Result> fact : acknowledged) {
      RequestId request = fact.request();
      Long index = places.get(request);
      if (index != null) {
        sessions
            .computeIfAbsent(request.session(), session -> new TreeMap<>())
            .put(request.sequence(), index);
      }
    }
    sessions.forEach(Ledger::checkOrder);
  }

  private static void checkOrder(SessionId session, Map<Long, Long> places) {
    long before = 0;
    for (Map.Entry<Long, Long> place : places.entrySet()) {
      if (place.getValue() < before) {
        String wrong = session + ": request " + place.getKey() + " at " + place.getValue();
        throw new Violation("sessions keep their order", wrong + ", a later one at " + before);
      }
      before = place.getValue();
    }
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
