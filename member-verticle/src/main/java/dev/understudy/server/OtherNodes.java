package dev.understudy.server;

import dev.understudy.member.LifeSign;
import dev.understudy.wire.Beat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The other nodes with servers: exchanges beats with each of them, so that what servers would say
 * to each other again and again is said once for all of them (protocol section 4, signs of life).
 * Safe for several threads.
 */
final class OtherNodes {

  /** Nodes beyond these are not spoken to; their servers send heartbeats of their own. */
  static final int MOST_NODES = 1_024;

  /** Groups of others beyond these are not kept. */
  static final int MOST_GROUPS = 65_536;

  /** A node that was silent for so long is forgotten until it says hello. */
  static final long FORGOTTEN_AFTER_MILLIS = 10_000;

  /** A beat and where to send it. */
  record Letter(long to, Beat beat) {}

  private final long self;
  private final OwnSigns own = new OwnSigns();
  private final Map<Long, OtherNode> nodes = new HashMap<>();
  private final Map<String, GroupSigns> groups = new HashMap<>();
  // the number of a beat to whomever: one that was forgotten must not begin anew
  private long round;

  /**
   * @param self this node's number
   */
  OtherNodes(long self) {
    this.self = self;
  }

  /** This node gives that sign for a server from now on; returns the version that says so. */
  synchronized long tell(OwnSigns.Name name, Object by, int loop, Optional<LifeSign> sign) {
    return own.tell(name, by, loop, sign);
  }

  /** What other nodes say of a group's servers, now and in the future. */
  synchronized GroupSigns signsOf(String group) {
    GroupSigns signs = groups.computeIfAbsent(group, name -> new GroupSigns());
    signs.want();
    return signs;
  }

  /** A node says that it is there; returns whether that was not known. */
  synchronized boolean greet(long node, long nowMillis) {
    boolean unknown = !nodes.containsKey(node);
    meet(node, nowMillis).ifPresent(other -> other.greets(nowMillis));
    return unknown && nodes.containsKey(node);
  }

  synchronized void take(Beat beat, long nowMillis) {
    Optional<OtherNode> met = meet(beat.node(), nowMillis);
    if (met.isEmpty() || !met.get().takes(beat, nowMillis)) {
      return;
    }
    OtherNode from = met.get();
    if (from.continues(beat.since(), beat.version())) {
      from.knownVersion(beat.version());
      beat.changes().forEach(change -> apply(from, change));
    }
  }

  /** A beat for every other node. */
  synchronized List<Letter> beats(long turning, long nowMillis) {
    List<Letter> letters = new ArrayList<>(nodes.size());
    round++;
    for (OtherNode node : nodes.values()) {
      long since = Math.min(node.knowsOurs(), own.version());
      List<Beat.Change> changes = own.changesSince(since);
      long version = own.versionAfter(since, changes);
      node.sent(round, turning, nowMillis);
      Beat.Progress progress =
          new Beat.Progress(round, node.lastNumber(), node.knownVersion(), since, version);
      letters.add(new Letter(node.id(), new Beat(self, progress, turning, changes)));
    }
    return letters;
  }

  /** Forgets who was silent for long, and what nobody needs to be told any more. */
  synchronized void tidy(long nowMillis) {
    List<OtherNode> silent =
        nodes.values().stream()
            .filter(node -> nowMillis - node.heardAt() > FORGOTTEN_AFTER_MILLIS)
            .toList();
    for (OtherNode node : silent) {
      nodes.remove(node.id());
      groups.values().forEach(group -> group.takeAll(node));
    }
    groups.values().removeIf(group -> group.isEmpty() && !group.isWanted());
    own.forgetSilentUpTo(
        nodes.values().stream().mapToLong(OtherNode::knowsOurs).min().orElse(own.version()));
  }

  private Optional<OtherNode> meet(long node, long nowMillis) {
    OtherNode known = nodes.get(node);
    if (known == null && node != self && nodes.size() < MOST_NODES) {
      known = new OtherNode(node, nowMillis);
      nodes.put(node, known);
    }
    return Optional.ofNullable(known);
  }

  private void apply(OtherNode from, Beat.Change change) {
    GroupSigns signs = groups.get(change.group());
    if (signs == null && change.sign().isPresent() && groups.size() < MOST_GROUPS) {
      signs = new GroupSigns();
      groups.put(change.group(), signs);
    }
    if (signs != null && change.sign().isPresent()) {
      signs.give(new GroupSigns.Given(change.server(), from, change.loop(), change.sign().get()));
    } else if (signs != null) {
      signs.take(from, change.server());
    }
  }
}
