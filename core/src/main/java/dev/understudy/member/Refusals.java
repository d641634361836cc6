package dev.understudy.member;

import dev.understudy.group.EventType;
import dev.understudy.group.Role;
import dev.understudy.group.ServerId;
import dev.understudy.member.AdmissionMessage.OtherConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Servers of different configurations do not talk (protocol section 3): one that is part of a group
 * says so to the other, which leaves if it has nothing to lose, before it can pose as a master.
 */
final class Refusals {

  private static final int MOST = 64;

  private final ServerState state;
  private final Map<ServerId, Long> told = new TreeMap<>();
  private boolean toldOfTooMany;

  Refusals(ServerState state) {
    this.state = state;
  }

  /** Refuses what a server of another configuration sent; returns why this one has to leave. */
  Optional<String> refuse(Input.Received received, Role role) {
    ServerId from = received.from();
    tell(from, received.configurationHash());
    if (received.message() instanceof OtherConfiguration other) {
      return hasToLeave(received, role) ? Optional.of(difference(from, other)) : Optional.empty();
    }
    if (role != Role.NEWCOMER && role != Role.GONE) {
      OtherConfiguration mine = new OtherConfiguration(state.configuration().essentials());
      state.out().send(from, mine);
    }
    return Optional.empty();
  }

  /** Of two that have executed nothing the one that began later leaves. */
  private boolean hasToLeave(Input.Received received, Role role) {
    boolean isLater = state.incarnation().isAfter(received.incarnation());
    return role == Role.NEWCOMER || (role != Role.GONE && isLater && state.execution().isEmpty());
  }

  private String difference(ServerId from, OtherConfiguration other) {
    List<String> mine = state.configuration().essentials();
    List<String> theirs = new ArrayList<>(other.essentials());
    theirs.removeAll(mine);
    List<String> differing = new ArrayList<>(mine);
    differing.removeAll(other.essentials());
    return "server %s of this group has another configuration: %s, here %s"
        .formatted(from, theirs, differing);
  }

  private void tell(ServerId from, long hash) {
    Long before = told.get(from);
    if (told.size() >= MOST || (before != null && before == hash)) {
      return;
    }
    told.put(from, hash);
    state.tell(
        state
            .event(EventType.CONFIGURATION_REFUSED)
            .with("from", from.number())
            .with("reason", "its mode, voters, limits or policies are others than mine"));
  }

  /** Tells once that the group has more servers than it may; which of them is chance. */
  void oneTooMany(ServerId from) {
    if (!toldOfTooMany) {
      toldOfTooMany = true;
      state.tell(
          state
              .event(EventType.CONFIGURATION_REFUSED)
              .with("from", from.number())
              .with("reason", "the group has as many servers as its limit allows without it"));
    }
  }
}
