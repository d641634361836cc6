package dev.understudy.registry;

import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Which registration to look at next, and when. A renewal does not touch it: what is due and was
 * renewed meanwhile is put back, so that a registration costs one look per lease.
 */
final class ExpiryQueue {

  /** Look at {@code server} at that time; {@code order} tells equal times apart. */
  private record Look(long atMillis, long order, RegisteredServer server) {}

  private static final Comparator<Look> EARLIEST =
      Comparator.comparingLong(Look::atMillis).thenComparingLong(Look::order);

  private final PriorityQueue<Look> looks = new PriorityQueue<>(EARLIEST);
  private long order;

  /** Looks at the server at that time, unless it does so earlier anyway. */
  void lookAt(RegisteredServer server, long atMillis) {
    if (atMillis < server.lookMillis()) {
      server.lookAt(atMillis);
      looks.add(new Look(atMillis, order++, server));
    }
  }

  /** The next server whose time has come; it is not looked at again before it is put back. */
  Optional<RegisteredServer> takeDue(long nowMillis) {
    while (nextMillis() <= nowMillis) {
      Look look = looks.remove();
      if (look.server().lookMillis() == look.atMillis()) {
        look.server().lookAt(Long.MAX_VALUE);
        return Optional.of(look.server());
      }
    }
    return Optional.empty();
  }

  /** When the next look is due; {@link Long#MAX_VALUE} if there is none. */
  long nextMillis() {
    Look next = looks.peek();
    return next == null ? Long.MAX_VALUE : next.atMillis();
  }
}
