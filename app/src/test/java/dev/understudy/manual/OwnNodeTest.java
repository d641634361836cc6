package dev.understudy.manual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import dev.understudy.app.FreePorts;
import dev.understudy.app.node.Node;
import dev.understudy.app.node.NodeSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A node of ours and one of a user's own, as the page on configuration says. */
class OwnNodeTest {

  private final List<Integer> ports = FreePorts.find(3);
  private Optional<Node> ours = Optional.empty();

  @BeforeEach
  void start() {
    JsonObject settings =
        new JsonObject()
            .put("clusterPort", ports.get(0))
            .put("busPort", ports.get(1))
            .put("join", new JsonArray().add(address(0)))
            .put("nameServer", new JsonObject());
    ours = Optional.of(done(Node.start(NodeSettings.parse(settings), getClass().getClassLoader())));
  }

  @AfterEach
  void leave() {
    ours.ifPresent(node -> done(node.leave()));
  }

  @Test
  void isOfOneClusterWithOurs() {
    HazelcastClusterManager manager = new HazelcastClusterManager(joining(OwnNode.hazelcast()));
    Vertx own = done(Vertx.builder().withClusterManager(manager).buildClustered());
    try {
      assertThat(manager.getNodes()).hasSize(2);
    } finally {
      done(own.close());
    }
  }

  @Test
  void isNotLetInWithTheDefaultNumberOfPartitions() {
    Config defaults = joining(new Config().setClusterName("understudy"));
    HazelcastClusterManager manager = new HazelcastClusterManager(defaults);
    assertThatThrownBy(() -> done(Vertx.builder().withClusterManager(manager).buildClustered()))
        .hasMessageContaining("Node failed to start");
    assertThat(ours)
        .hasValueSatisfying(
            node ->
                assertThat(((VertxInternal) node.vertx()).clusterManager().getNodes()).hasSize(1));
  }

  private Config joining(Config config) {
    config.setProperty("hazelcast.logging.type", "slf4j");
    config.getNetworkConfig().setPort(ports.get(2)).setPortAutoIncrement(false);
    JoinConfig join = config.getNetworkConfig().getJoin();
    join.getMulticastConfig().setEnabled(false);
    join.getTcpIpConfig().setEnabled(true).addMember(address(0));
    return config;
  }

  private String address(int port) {
    return "127.0.0.1:" + ports.get(port);
  }

  private static <T> T done(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
  }
}
