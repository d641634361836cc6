package dev.understudy.monitor;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;

/**
 * Decides who may use the gateway: asked once for every request but the health probes and the
 * OpenAPI document, after its token was found to be right, and before anything of its body is read.
 * On the event loop, so it must not block.
 */
public interface Authenticator {

  /** What becomes of a request. */
  enum Verdict {
    /** It is served. */
    ADMITTED,
    /** Its credentials are missing or wrong: 401. */
    UNKNOWN,
    /** Its sender is known and may not do this: 403. */
    FORBIDDEN
  }

  /** Lets everybody in: for gateways that only trusted networks reach. The default. */
  Authenticator EVERYBODY = request -> Future.succeededFuture(Verdict.ADMITTED);

  /**
   * The verdict on a request. It is to look at method, path and headers only; a failed future
   * counts as {@link Verdict#UNKNOWN}.
   */
  Future<Verdict> authenticate(HttpServerRequest request);
}
