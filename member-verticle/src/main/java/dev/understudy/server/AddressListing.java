package dev.understudy.server;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.spi.cluster.ClusterManager;
import io.vertx.core.spi.cluster.RegistrationInfo;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Whether the cluster's own list of who listens where has this node at an address. Each node of a
 * bus keeps what it once looked up there: those who spoke to a server before may still reach it,
 * while nobody who comes new can.
 */
final class AddressListing {

  private final VertxInternal vertx;
  private final Optional<ClusterManager> cluster;
  private final long patienceMillis;
  private boolean asking;

  /**
   * The list of this node's cluster.
   *
   * @param patienceMillis how long an answer may take before it says nothing
   */
  AddressListing(Vertx vertx, long patienceMillis) {
    this.vertx = (VertxInternal) vertx;
    this.cluster = Optional.ofNullable(this.vertx.clusterManager());
    this.patienceMillis = patienceMillis;
  }

  /**
   * Completes with true when the node is not in the list. With false when it is, when the list does
   * not answer in time or was not done with an earlier question (one at a time: a cluster that is
   * parted may keep a thread busy with each), and on a bus without a cluster. Never fails.
   */
  Future<Boolean> misses(String address) {
    if (cluster.isEmpty() || asking) {
      return Future.succeededFuture(false);
    }
    asking = true;
    ClusterManager list = cluster.get();
    return vertx
        .getOrCreateContext()
        .<List<RegistrationInfo>>future(answer -> list.getRegistrations(address, answer))
        .onComplete(done -> asking = false)
        .map(listeners -> listeners.stream().noneMatch(own -> isHere(list, own)))
        .timeout(patienceMillis, TimeUnit.MILLISECONDS)
        .otherwise(false);
  }

  private static boolean isHere(ClusterManager list, RegistrationInfo listener) {
    return listener.nodeId().equals(list.getNodeId());
  }
}
