package dev.understudy.server;

import dev.understudy.group.ServerId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Cuts a server from some others of its group for a while, in its own transport: for demonstrations
 * and tests of partitions. Nothing is ever cut unless the options allow it.
 */
final class Isolation {

  private final Clock clock;
  private final Set<ServerId> cut = new TreeSet<>();
  private long untilMillis = Long.MIN_VALUE;

  Isolation(Clock clock) {
    this.clock = clock;
  }

  /** Cuts these from now on, and no others. */
  void cut(List<ServerId> servers, long millis) {
    cut.clear();
    cut.addAll(servers);
    untilMillis = clock.nowMillis() + millis;
  }

  boolean isCut(ServerId server) {
    return cut.contains(server) && isActive();
  }

  /** Whether it is cut from anybody. */
  boolean isActive() {
    return !cut.isEmpty() && clock.nowMillis() < untilMillis;
  }
}
