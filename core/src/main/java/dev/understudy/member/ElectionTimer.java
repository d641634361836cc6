package dev.understudy.member;

import dev.understudy.group.ServerId;
import dev.understudy.group.Timings;
import java.util.List;

/**
 * When a backup stands for election (protocol section 5): each at a different time by rank, plus
 * jitter, so that one fires first. The rank is the place in the in-sync set, which the master
 * orders by priority and id; servers that are not in it come after.
 */
final class ElectionTimer {

  private final ServerState state;
  private long dueAt;
  private boolean forSilence;

  ElectionTimer(ServerState state) {
    this.state = state;
    heard(ServerId.NONE);
  }

  /** Later, if this server is late itself: its master may be waiting to be heard. */
  long dueAt() {
    return forSilence ? dueAt + state.lateMillis() : dueAt;
  }

  boolean isDue() {
    return state.now() >= dueAt();
  }

  /** The master was heard now; {@code master} will not stand itself. */
  void heard(ServerId master) {
    heard(master, state.now());
  }

  /** Likewise, at that time. */
  void heard(ServerId master, long at) {
    dueAt = at + state.timings().failure() + spread(master);
    forSilence = true;
  }

  /** The master is known to be gone: no need to wait for its silence. */
  void hint(ServerId master) {
    dueAt = Math.min(dueAt, state.now() + spread(master));
    forSilence = false;
  }

  /** An election failed; leave others the time for theirs. */
  void backOff() {
    Timings timings = state.timings();
    long chance = state.contention().stretched(timings.failure());
    long pause = timings.failure() / 2 + state.chance().below(chance);
    dueAt = state.now() + pause + spread(ServerId.NONE);
    forSilence = false;
  }

  private long spread(ServerId master) {
    long step = state.timings().electionStep();
    return rank(master) * step + state.chance().below(step / 2 + 1);
  }

  private long rank(ServerId master) {
    List<ServerId> inSync = state.inSync().servers();
    long rank = 0;
    for (ServerId server : inSync) {
      if (server.equals(state.self())) {
        return rank;
      }
      if (!server.equals(master)) {
        rank++;
      }
    }
    for (ServerId peer : state.peers()) {
      boolean before = peer.compareTo(state.self()) < 0;
      if (before && !peer.equals(master) && !inSync.contains(peer)) {
        rank++;
      }
    }
    return rank;
  }
}
