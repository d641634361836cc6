package dev.understudy.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.config.Config;
import dev.understudy.group.ServerId;
import dev.understudy.log.Bytes;
import dev.understudy.log.Result;
import dev.understudy.log.SessionId;
import dev.understudy.nameserver.NameServerOptions;
import dev.understudy.nameserver.NameServerVerticle;
import dev.understudy.wire.Addresses;
import dev.understudy.wire.ControlProtocol;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.spi.cluster.hazelcast.ConfigUtil;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the other tests show on one node, once over the network between three. */
class ClusteredGroupTest {

  private static final String LOOPBACK = "127.0.0.1";

  private final String cluster = UUID.randomUUID().toString();
  private final List<Vertx> nodes = new ArrayList<>();
  private final List<HazelcastClusterManager> managers = new ArrayList<>();

  @AfterEach
  void stopAll() throws InterruptedException {
    for (Vertx node : nodes) {
      LocalGroup.await(node.close());
    }
  }

  @Test
  void aGroupOnThreeNodesGoesOnWhenItsMastersNodeLeaves() throws InterruptedException {
    startGroup();
    Vertx clientNode = startNode();
    TestClient client = new TestClient(clientNode, LocalGroup.NAME, 1);
    SessionId session = client.open();
    assertThat(client.request(session, "1")).isEqualTo(returned("1"));
    int master = client.server();

    LocalGroup.await(nodes.remove(master - 1).close());

    assertThat(client.request(session, "2")).isEqualTo(returned("3"));
    assertThat(client.server()).isNotEqualTo(master);
  }

  @Test
  void aServerWhoseSubscriptionIsRemovedBehindItsBackListensAnew() throws InterruptedException {
    startGroup();
    Vertx clientNode = startNode();
    TestClient client = new TestClient(clientNode, LocalGroup.NAME, 1);
    SessionId session = client.open();
    assertThat(client.request(session, "1")).isEqualTo(returned("1"));
    for (int server = 1; server <= 3; server++) {
      String address = Addresses.server(LocalGroup.NAME, new ServerId(server));
      managers.get(0).getHazelcastInstance().getMultiMap("__vertx.subs").remove(address);
      awaitAnswer(clientNode, address);
    }
    assertThat(client.request(session, "2")).isEqualTo(returned("3"));
  }

  @Test
  void aNodeThatTheClustersListMissesLearnsOfIt() throws InterruptedException {
    Vertx node = startNode();
    AddressListing listing = new AddressListing(node, 30_000);
    String address = Addresses.server(LocalGroup.NAME, new ServerId(1));
    LocalGroup.await(node.eventBus().consumer(address, message -> {}).completion());
    assertThat(LocalGroup.<Boolean>await(listing.misses(address))).isFalse();

    managers.get(0).getHazelcastInstance().getMultiMap("__vertx.subs").remove(address);

    assertThat(LocalGroup.<Boolean>await(listing.misses(address))).isTrue();
  }

  private static void awaitAnswer(Vertx from, String address) throws InterruptedException {
    DeliveryOptions soon = new DeliveryOptions().setSendTimeout(500);
    JsonObject ping = ControlProtocol.json(new ControlProtocol.Ping());
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (System.nanoTime() < deadline) {
      boolean answered =
          LocalGroup.await(from.eventBus().request(address, ping, soon).map(true).otherwise(false));
      if (answered) {
        return;
      }
    }
    throw new AssertionError("nobody answers at " + address);
  }

  private void startGroup() throws InterruptedException {
    for (int server = 1; server <= 3; server++) {
      Vertx node = startNode();
      LocalGroup.await(node.deployVerticle(new NameServerVerticle(new NameServerOptions())));
      LocalGroup.await(
          node.deployVerticle(new MemberVerticle(new SumService(), LocalGroup.consistent(server))));
    }
  }

  private Vertx startNode() throws InterruptedException {
    Config config = ConfigUtil.loadConfig().setClusterName(cluster);
    config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface(LOOPBACK);
    config.getNetworkConfig().getJoin().getMulticastConfig().setEnabled(false);
    config.getNetworkConfig().getJoin().getAutoDetectionConfig().setEnabled(false);
    config.getNetworkConfig().getJoin().getTcpIpConfig().setEnabled(true).addMember(LOOPBACK);
    config.setProperty("hazelcast.wait.seconds.before.join", "0");
    config.setProperty("hazelcast.phone.home.enabled", "false");
    config.setProperty("hazelcast.partition.count", "31");
    HazelcastClusterManager manager = new HazelcastClusterManager(config);
    Vertx node =
        LocalGroup.await(
            Vertx.builder()
                .with(
                    new VertxOptions().setEventBusOptions(new EventBusOptions().setHost(LOOPBACK)))
                .withClusterManager(manager)
                .buildClustered());
    nodes.add(node);
    managers.add(manager);
    return node;
  }

  private static Result returned(String value) {
    return new Result.Returned(Bytes.utf8(value));
  }
}
