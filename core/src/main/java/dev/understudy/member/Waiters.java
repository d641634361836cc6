package dev.understudy.member;

import dev.understudy.client.ClientAddress;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/** Who waits for which entry, at most one for each: entries lie close together. */
final class Waiters {

  /** A client, and the nonce of what it asked for if that has one. Compared by identity. */
  static final class Waiter {
    private final ClientAddress client;
    private final long nonce;

    Waiter(ClientAddress client, long nonce) {
      this.client = client;
      this.nonce = nonce;
    }

    ClientAddress client() {
      return client;
    }

    long nonce() {
      return nonce;
    }

    boolean isNobody() {
      return this == NOBODY;
    }
  }

  private static final int SMALLEST = 64;
  private static final Waiter NOBODY = new Waiter(new ClientAddress("nobody"), 0);

  private Waiter[] waiters = nobody(SMALLEST);
  // all wait for entries from `from` on, below `to`
  private long from;
  private long to;

  /** Nobody waits yet, and nobody will for entries below {@code from}. */
  Waiters(long from) {
    this.from = from;
    this.to = from;
  }

  /** Lets somebody wait, instead of whoever waited. */
  void put(long index, Waiter waiter) {
    if (index < from) {
      return;
    }
    while (index - from >= waiters.length) {
      grow();
    }
    to = Math.max(to, index + 1);
    waiters[place(index)] = waiter;
  }

  /** Who waits for the next entry, if not nobody; nobody does from now on. */
  Waiter takeNext() {
    Waiter taken = waiters[place(from)];
    waiters[place(from)] = NOBODY;
    from++;
    to = Math.max(to, from);
    return taken;
  }

  /** All that wait, each once; nobody does from now on. */
  Set<ClientAddress> takeAll() {
    Set<ClientAddress> clients = new LinkedHashSet<>();
    while (from < to) {
      Waiter waiter = takeNext();
      if (!waiter.isNobody()) {
        clients.add(waiter.client());
      }
    }
    return clients;
  }

  private int place(long index) {
    return (int) (index & (waiters.length - 1));
  }

  private void grow() {
    Waiter[] before = waiters;
    waiters = nobody(2 * before.length);
    for (long i = from; i < to; i++) {
      waiters[place(i)] = before[(int) (i & (before.length - 1))];
    }
  }

  private static Waiter[] nobody(int length) {
    Waiter[] waiters = new Waiter[length];
    Arrays.fill(waiters, NOBODY);
    return waiters;
  }
}
