package dev.understudy.simulation.invariant;

import dev.understudy.log.Command;
import dev.understudy.log.Result;
import dev.understudy.simulation.invariant.Node.Execution;
import dev.understudy.simulation.invariant.Node.RequestId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What services made of entries. Three invariants: the same prefix makes the same results and
 * states everywhere; a session's request is executed at most once in one history; and only in a
 * history that knows the session.
 */
public final class Executions extends Invariant {

  public static final String EQUAL_STATES = "equal prefixes have equal states";
  public static final String ONCE = "sessions execute once";
  public static final String KNOWN = "unknown sessions execute nothing";

  private final ObservedGroup group;
  private final Map<RequestId, List<Node>> executed = new HashMap<>();

  Executions(ObservedGroup group) {
    super(EQUAL_STATES);
    this.group = group;
  }

  /** All entries, of whatever history, that executed the request. */
  public List<Node> of(RequestId request) {
    return Collections.unmodifiableList(executed.getOrDefault(request, List.of()));
  }

  /** A service executed the entry; its state has this fingerprint now. */
  void executed(Life life, Node node, Result result, long fingerprint) {
    Optional<Execution> known = node.execution();
    if (known.isPresent()) {
      boolean same =
          known.get().result().equals(result) && known.get().fingerprint() == fingerprint;
      require(same, life, "made " + result + " of " + node + ", others " + known.get());
      return;
    }
    RequestId request = requestOf(life, node);
    node.executed(new Execution(request, result, fingerprint));
    List<Node> others = executed.computeIfAbsent(request, r -> new ArrayList<>(1));
    for (Node other : others) {
      if (other.leadsTo(node) || node.leadsTo(other)) {
        throw new Violation(ONCE, life + " executes " + request + " at " + other + " and " + node);
      }
    }
    others.add(node);
  }

  private RequestId requestOf(Life life, Node node) {
    Command command = node.entry().command();
    if (command instanceof Command.Request request) {
      long opened = request.session().opened().index();
      boolean opens =
          opened < node.index() && node.ancestor(opened).key().equals(request.session().opened());
      if (!opens) {
        throw new Violation(KNOWN, life + " executes " + request + " at " + node);
      }
      return new RequestId(request.session(), request.sequence());
    }
    if (command instanceof Command.Replay replay
        && group.chronicle().find(replay.key()).entry().command()
            instanceof Command.Request request) {
      return new RequestId(request.session(), request.sequence());
    }
    throw new Violation(EQUAL_STATES, life + " has the service execute " + node.entry());
  }

  /** A state that was adopted is the whole state at its index. */
  @Override
  void stepped(Life life) {
    if (!life.jumped()) {
      return;
    }
    Node node = life.at(life.view().executedIndex());
    while (!node.isRoot() && node.execution().isEmpty()) {
      node = node.parent();
    }
    long expected = node.execution().map(Execution::fingerprint).orElse(0L);
    require(expected == life.fingerprint(), life, "adopted another state than that at " + node);
  }

  @Override
  boolean restsOnStates() {
    return true;
  }
}
