package dev.understudy.app.node;

import com.hazelcast.config.Config;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.shareddata.AsyncMap;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import org.jspecify.annotations.NullMarked;

/**
 * A plain Vert.x node with what stands in place of a group in a control run: a cluster-wide shared
 * map. Set up as the product's nodes are, save that only some nodes hold data.
 */
@NullMarked
public final class SharedMapNode {

  private static final String NAME = "arena";

  private final Vertx vertx;
  private final HazelcastClusterManager cluster;

  private SharedMapNode(Vertx vertx, HazelcastClusterManager cluster) {
    this.vertx = vertx;
    this.cluster = cluster;
  }

  /**
   * Joins the cluster.
   *
   * @param holder whether it holds a part of the data; some node that does has to be there first
   */
  public static Future<SharedMapNode> start(NodeSettings settings, boolean holder) {
    Config config = HazelcastSetup.config(settings).setLiteMember(!holder);
    HazelcastClusterManager cluster = new HazelcastClusterManager(config);
    return Vertx.builder()
        .with(new VertxOptions().setEventBusOptions(Node.bus(settings)))
        .withClusterManager(cluster)
        .buildClustered()
        .map(vertx -> new SharedMapNode(vertx, cluster));
  }

  public Vertx vertx() {
    return vertx;
  }

  /** The map. */
  public Future<AsyncMap<String, String>> map() {
    return vertx.sharedData().getClusterWideMap(NAME);
  }

  /** How many nodes that hold data are in its cluster, as it sees that. */
  public long holders() {
    return cluster.getHazelcastInstance().getCluster().getMembers().stream()
        .filter(member -> !member.isLiteMember())
        .count();
  }

  /** How many nodes are in its cluster, as it sees that. */
  public int nodes() {
    return cluster.getHazelcastInstance().getCluster().getMembers().size();
  }
}
