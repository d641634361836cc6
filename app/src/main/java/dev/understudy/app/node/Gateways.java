package dev.understudy.app.node;

import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** Opens the HTTP gateway on a node: the one place of the app that knows the monitor. */
final class Gateways {

  private Gateways() {}

  /**
   * Opens the gateway.
   *
   * @return its deployment
   */
  static Future<String> deploy(Vertx vertx, String host, int port) {
    return Future.failedFuture(
        "there is no gateway in this build for " + host + ":" + port + "; start without --http");
  }
}
