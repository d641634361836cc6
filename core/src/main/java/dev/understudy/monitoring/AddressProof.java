package dev.understudy.monitoring;

import dev.understudy.group.EventType;
import dev.understudy.group.ServerId;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether the server's own address answers (protocol section 7): as often as the timer checks, and
 * also while a recovery is under way, another server, in turn, is asked to reach it. Subscriptions
 * get lost when clusters part and merge, and who is deaf at his address does not notice by himself.
 *
 * <p>A server that cannot be asked, or does not answer, proves nothing. Only when two others fail
 * to reach the server, or one of them twice, does it listen at its address anew. One is enough:
 * each node has its own idea of who listens where, and an old one may hide from the others what is
 * lost. To listen anew harms nothing if it was in vain, but costs the cluster work: on machines
 * that are too busy to answer in time, pauses that double keep that from making them busier.
 */
final class AddressProof {

  /** The longest pause between two times that it listens anew in vain: 60 s. */
  private static final long LONGEST_PAUSE_MILLIS = 60_000;

  private final MonitoredServer server;
  private final Set<ServerId> failed = new TreeSet<>(); // those whose last try failed
  private ServerId asked = ServerId.NONE;
  private long question;
  private long dueAt;
  private long pauseMillis;
  private long listensAnewAt = Long.MIN_VALUE / 2;

  AddressProof(MonitoredServer server) {
    this.server = server;
  }

  void tick() {
    if (server.now() >= dueAt) {
      begin();
    }
  }

  /** When the next proof is due. */
  long dueAt() {
    return dueAt;
  }

  private void begin() {
    dueAt = server.now() + server.proofMillis();
    question++;
    Optional<ServerId> next = server.peerAfter(asked);
    if (next.isPresent()) {
      asked = next.get();
      server.proveAddress(question, asked);
    }
  }

  /** The server that was asked tried; what answers an earlier question says nothing any more. */
  void proven(long answered, boolean reached) {
    if (answered != question) {
      return;
    }
    if (reached) {
      failed.remove(asked);
      pauseMillis = 0;
    } else if (failed.isEmpty()) {
      failed.add(asked);
      begin();
    } else if (server.now() >= listensAnewAt) {
      failed.clear();
      pauseMillis = Math.min(Math.max(2 * pauseMillis, server.proofMillis()), LONGEST_PAUSE_MILLIS);
      listensAnewAt = server.now() + pauseMillis;
      server.tell(
          server
              .event(EventType.INCONSISTENCY_DETECTED)
              .with("trigger", "timer")
              .with(
                  "found",
                  "server " + asked + " or the cluster's list does not find me at my address")
              .with("done", "listening there anew"));
      server.listenAnew();
    }
  }
}
