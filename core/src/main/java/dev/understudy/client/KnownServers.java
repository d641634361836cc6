package dev.understudy.client;

import dev.understudy.group.Role;
import dev.understudy.group.ServerId;
import dev.understudy.registry.Answer;
import dev.understudy.registry.Question;
import dev.understudy.registry.Registration;
import java.util.List;
import java.util.Optional;

/** The servers that stale queries go to, one after the other, as a name server knows them. */
final class KnownServers {

  private final String group;
  private final long refreshMillis;
  private final Backoff asking;
  private final Outbox out;
  private List<ServerId> servers = List.of();
  private long nextAskMillis = Long.MIN_VALUE;
  private int next;

  /**
   * No server is known.
   *
   * @param asking pauses between two questions that no answer came to
   * @param first where the turn begins, so that clients do not all begin with the same server
   */
  KnownServers(ClientSettings settings, Backoff asking, int first, Outbox out) {
    this.group = settings.group();
    this.refreshMillis = settings.timings().roster();
    this.asking = asking;
    this.next = first;
    this.out = out;
  }

  boolean isEmpty() {
    return servers.isEmpty();
  }

  /** Asks a name server, if it is time to. To be called while there are stale queries. */
  void pursue(long nowMillis) {
    if (nowMillis >= nextAskMillis) {
      out.ask(new Question.Roster(group));
      nextAskMillis = nowMillis + asking.next();
    }
  }

  void learned(Answer.RosterIs roster, long nowMillis) {
    servers =
        roster.registrations().stream()
            .filter(KnownServers::processes)
            .map(Registration::server)
            .sorted()
            .toList();
    if (!servers.isEmpty()) {
      asking.reset();
      nextAskMillis = nowMillis + refreshMillis;
    }
  }

  /** The next one in turn. */
  Optional<ServerId> next() {
    if (servers.isEmpty()) {
      return Optional.empty();
    }
    next = (next + 1) % servers.size();
    return Optional.of(servers.get(next));
  }

  /** When it is time to ask. */
  long deadlineMillis() {
    return nextAskMillis;
  }

  private static boolean processes(Registration registration) {
    return registration.role() == Role.MASTER || registration.role() == Role.BACKUP;
  }
}
