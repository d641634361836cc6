package dev.understudy.member;

import dev.understudy.group.EventType;
import dev.understudy.group.ServerId;
import java.util.Map;
import java.util.TreeMap;

/** Tells, once per server and configuration, of frames that were refused (protocol section 3). */
final class Refusals {

  private static final int MOST = 64;

  private final ServerState state;
  private final Map<ServerId, Long> told = new TreeMap<>();
  private boolean toldOfTooMany;

  Refusals(ServerState state) {
    this.state = state;
  }

  void configuration(ServerId from, long hash) {
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
