package dev.understudy.member;

import dev.understudy.group.Epoch;
import dev.understudy.group.EventType;
import dev.understudy.group.ServerId;
import dev.understudy.log.Digest;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Compares the digests that acknowledgements carry with the master's own (protocol section 9). A
 * backup that differs synchronizes again; where two agree against the master, the master hands
 * over, once; a second mismatch after a synchronization is the service's own fault and is only
 * reported (+).
 */
final class DigestGuard {

  private final ServerState state;
  private final Epoch epoch;
  private final Map<ServerId, Digest> differing = new TreeMap<>();
  private final Set<ServerId> repaired = new TreeSet<>();
  private final Set<ServerId> hopeless = new TreeSet<>();
  private boolean handedOver;

  DigestGuard(ServerState state, Epoch epoch) {
    this.state = state;
    this.epoch = epoch;
  }

  void compare(BackupProgress backup, Digest theirs, Stewardship stewardship) {
    OptionalLong mine = state.execution().digestAt(theirs.index());
    ServerId server = backup.server();
    if (mine.isEmpty() || theirs.index() > backup.matchIndex()) {
      return;
    }
    if (mine.getAsLong() == theirs.value()) {
      // an equal digest before the first known to differ shows nothing: it may be an old one
      boolean before =
          differing.containsKey(server) && theirs.index() < differing.get(server).index();
      if (backup.isMismatched() && !before) {
        repaired.add(server);
        backup.mismatch(false);
        differing.remove(server);
      }
      return;
    }
    if (hopeless.contains(server) || backup.isSynchronizing()) {
      return;
    }
    boolean again = repaired.contains(server);
    report(server, theirs, again);
    if (again) {
      hopeless.add(server);
      return;
    }
    backup.mismatch(true);
    differing.put(server, theirs);
    if (isOutvoted(theirs) && !handedOver) {
      handedOver = true;
      stewardship.giveUpTo(server);
    } else {
      state.out().send(server, new ReplicationMessage.DigestDiffers(epoch, theirs.index()));
    }
  }

  private boolean isOutvoted(Digest theirs) {
    return differing.values().stream().filter(theirs::equals).count() >= 2;
  }

  private void report(ServerId server, Digest theirs, boolean again) {
    state.tell(
        state
            .event(EventType.DIGEST_MISMATCH)
            .with("differs", server.number())
            .with("index", theirs.index())
            .with("nonDeterministic", again));
  }
}
