package dev.understudy.wire.tracing;

import io.vertx.core.Vertx;
import io.vertx.core.shareddata.LocalMap;
import io.vertx.core.shareddata.Shareable;
import java.util.Optional;

/**
 * Is told of the stages of requests at the clients and servers of one Vert.x. Nobody is, unless it
 * is {@linkplain #install installed} before they start; the same ratio belongs on all nodes.
 */
public interface RequestTracer {

  /** The part of all requests that it wants to be told of, 0 to 1. */
  double ratio();

  /** A stage is over. On the event loop: must not block, nor throw. */
  void ended(RequestSpan span);

  /** Tells {@code tracer} of what clients and servers do that start on this Vert.x from now on. */
  static void install(Vertx vertx, RequestTracer tracer) {
    map(vertx).put(Installed.NAME, new Installed(tracer));
  }

  /** The one that is installed. */
  static Optional<RequestTracer> of(Vertx vertx) {
    return Optional.ofNullable(map(vertx).get(Installed.NAME)).map(Installed::tracer);
  }

  private static LocalMap<String, Installed> map(Vertx vertx) {
    return vertx.sharedData().getLocalMap(Installed.NAME);
  }

  /** As the shared data of a Vert.x holds it. */
  record Installed(RequestTracer tracer) implements Shareable {
    private static final String NAME = RequestTracer.class.getName();
  }
}
