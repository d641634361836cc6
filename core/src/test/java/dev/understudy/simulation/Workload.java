package dev.understudy.simulation;

import dev.understudy.log.Bytes;
import dev.understudy.log.Result;
import dev.understudy.simulation.KvRequest.Verb;
import dev.understudy.simulation.history.Operation;
import dev.understudy.simulation.history.Operation.Action;
import dev.understudy.simulation.history.Operation.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one client does, and what it saw of it. */
final class Workload {

  /** An operation that the client began. */
  record Begun(String key, Action action, Bytes payload, long at) {
    boolean isRead() {
      return action instanceof Action.Get;
    }
  }

  private final String client;
  private final Dice dice;
  private final Agenda agenda;
  private final SimulationOptions.Work work;
  private final List<Operation> seen = new ArrayList<>();
  private final Map<String, Optional<String>> lastValues = new HashMap<>();
  private int count;

  Workload(String client, Dice dice, Agenda agenda, SimulationOptions.Work work) {
    this.client = client;
    this.dice = dice;
    this.agenda = agenda;
    this.work = work;
  }

  Begun begin() {
    String key = "k" + dice.below(work.keys());
    return dice.chance(work.readsPerMille()) ? beginRead(key) : beginWrite(key);
  }

  Begun beginRead(String key) {
    return new Begun(key, new Action.Get(), Bytes.utf8(key), agenda.now());
  }

  Begun beginWrite(String key) {
    String value = client + "." + ++count;
    KvRequest request =
        switch (dice.below(10)) {
          case 0 -> new KvRequest(Verb.DELETE, key, "-", Optional.empty());
          case 1, 2, 3 -> new KvRequest(Verb.SWAP, key, value, expected(key));
          default -> new KvRequest(Verb.PUT, key, value, Optional.empty());
        };
    Action action =
        switch (request.verb()) {
          case DELETE -> new Action.Delete();
          case SWAP -> new Action.CompareAndSet(request.expected(), value);
          default -> new Action.Put(value);
        };
    return new Begun(key, action, Bytes.utf8(request.text()), agenda.now());
  }

  /** The client was told what came of it. */
  void told(Begun begun, Result result) {
    if (!(result instanceof Result.Returned returned)) {
      unknown(begun);
      return;
    }
    String text = returned.value().toUtf8();
    Outcome outcome;
    if (begun.action() instanceof Action.CompareAndSet) {
      outcome = new Outcome.Swapped(text.equals("yes"));
    } else {
      Optional<String> value = text.isEmpty() ? Optional.empty() : Optional.of(text.substring(1));
      lastValues.put(begun.key(), value);
      outcome = new Outcome.Value(value);
    }
    if (begun.action() instanceof Action.Put put) {
      lastValues.put(begun.key(), Optional.of(put.value()));
    }
    note(begun, agenda.now(), outcome);
  }

  /** The client will never know. */
  void unknown(Begun begun) {
    note(begun, Operation.NEVER, new Outcome.Unknown());
  }

  List<Operation> seen() {
    return seen;
  }

  private void note(Begun begun, long until, Outcome outcome) {
    seen.add(new Operation(client, begun.key(), begun.action(), begun.at(), until, outcome));
  }

  private Optional<String> expected(String key) {
    return lastValues.getOrDefault(key, Optional.empty());
  }
}
