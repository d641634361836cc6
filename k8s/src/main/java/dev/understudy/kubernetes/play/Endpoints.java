package dev.understudy.kubernetes.play;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** The ready addresses behind a Service, in turn. Safe for use by several threads. */
final class Endpoints {

  private final AtomicInteger turn = new AtomicInteger();
  private volatile List<URI> ready = List.of();

  void become(List<URI> now) {
    ready = List.copyOf(now);
  }

  /** The next one; empty if there is none. */
  Optional<URI> next() {
    List<URI> now = ready;
    return now.isEmpty()
        ? Optional.empty()
        : Optional.of(now.get(Math.floorMod(turn.getAndIncrement(), now.size())));
  }
}
