package dev.understudy.monitor;

import com.hazelcast.config.Config;
import com.hazelcast.config.TcpIpConfig;
import dev.understudy.group.ServerId;
import dev.understudy.nameserver.NameServerOptions;
import dev.understudy.nameserver.NameServerVerticle;
import dev.understudy.server.MemberOptions;
import dev.understudy.server.MemberVerticle;
import dev.understudy.wire.Addresses;
import dev.understudy.wire.ControlProtocol;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.spi.cluster.hazelcast.ConfigUtil;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Nodes of one cluster on loopback, on ports of its own. Servers are put on the nodes in turn; the
 * name server is on the first node.
 */
final class TestCluster {

  private static final long PATIENCE_MILLIS = 20_000;
  private static final String LOOPBACK = "127.0.0.1";

  /** One server that runs. */
  private record Deployed(Vertx node, String deployment) {}

  private final String name = UUID.randomUUID().toString();
  private final List<Integer> ports = new ArrayList<>();
  private final List<Vertx> nodes = new ArrayList<>();
  private final Map<String, Deployed> servers = new LinkedHashMap<>();

  TestCluster(int size) throws InterruptedException {
    for (int i = 0; i < size; i++) {
      ports.add(freePort());
    }
    for (int i = 0; i < size; i++) {
      nodes.add(startNode(i));
    }
    await(nodes.get(0).deployVerticle(new NameServerVerticle(new NameServerOptions())));
  }

  Vertx node(int index) {
    return nodes.get(index);
  }

  /** Starts servers 1 to {@code size} of a CONSISTENT group, and waits until one is master. */
  void startGroup(String group, int size) throws InterruptedException {
    List<Integer> voters = new ArrayList<>();
    for (int server = 1; server <= size; server++) {
      voters.add(server);
    }
    for (int server : voters) {
      startServer(
          new MemberOptions()
              .setGroup(group)
              .setServerId(server)
              .setVoters(voters)
              .setFaultInjection(true));
    }
    master(group);
  }

  /** Starts servers 1 and 2 of an AVAILABLE group, and waits until one is master. */
  void startPair(String group) throws InterruptedException {
    for (int server = 1; server <= 2; server++) {
      startServer(
          new MemberOptions()
              .setGroup(group)
              .setServerId(server)
              .setAvailable(true)
              .setFaultInjection(true));
    }
    master(group);
  }

  /** A gateway on the last node. */
  TestGateway gateway(MonitorOptions options, Authenticator authenticator)
      throws InterruptedException {
    MonitorVerticle monitor = new MonitorVerticle(options.setPort(0), authenticator);
    await(nodes.get(nodes.size() - 1).deployVerticle(monitor));
    return new TestGateway(monitor.actualPort());
  }

  void startServer(MemberOptions options) throws InterruptedException {
    Vertx node = nodes.get(options.getServerId() % nodes.size());
    String deployment = await(node.deployVerticle(new MemberVerticle(new Diary(), options)));
    servers.put(options.getGroup() + options.getServerId(), new Deployed(node, deployment));
  }

  void stopServer(String group, int server) throws InterruptedException {
    Deployed deployed = servers.remove(group + server);
    if (deployed != null) {
      await(deployed.node().undeploy(deployed.deployment()));
    }
  }

  /** The server that says that it is master; waits for it. */
  int master(String group) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    while (System.nanoTime() < deadline) {
      for (int server = 1; server <= nodes.size(); server++) {
        if (servers.containsKey(group + server)
            && "master".equals(status(group, server).getString("role"))) {
          return server;
        }
      }
    }
    throw new AssertionError(group + " has no master");
  }

  JsonObject status(String group, int server) throws InterruptedException {
    return command(group, server, new ControlProtocol.Status());
  }

  JsonObject command(String group, int server, ControlProtocol.Command command)
      throws InterruptedException {
    String address = Addresses.server(group, new ServerId(server));
    return await(
        nodes
            .get(0)
            .eventBus()
            .<JsonObject>request(address, ControlProtocol.json(command))
            .map(reply -> reply.body()));
  }

  void stop() throws InterruptedException {
    List<Future<Void>> closing = new ArrayList<>();
    nodes.forEach(node -> closing.add(node.close()));
    await(Future.join(closing));
  }

  static <T> T await(Future<T> future) throws InterruptedException {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    } catch (TimeoutException e) {
      throw new AssertionError("not in time", e);
    }
  }

  private Vertx startNode(int index) throws InterruptedException {
    Config config = ConfigUtil.loadConfig().setClusterName(name);
    config.getNetworkConfig().setPort(ports.get(index)).setPortAutoIncrement(false);
    config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface(LOOPBACK);
    config.getNetworkConfig().getJoin().getMulticastConfig().setEnabled(false);
    config.getNetworkConfig().getJoin().getAutoDetectionConfig().setEnabled(false);
    TcpIpConfig join = config.getNetworkConfig().getJoin().getTcpIpConfig().setEnabled(true);
    ports.forEach(port -> join.addMember(LOOPBACK + ":" + port));
    config.setProperty("hazelcast.wait.seconds.before.join", "0");
    config.setProperty("hazelcast.phone.home.enabled", "false");
    config.setProperty("hazelcast.partition.count", "31");
    EventBusOptions bus = new EventBusOptions().setHost(LOOPBACK);
    return await(
        Vertx.builder()
            .with(new VertxOptions().setEventBusOptions(bus))
            .withClusterManager(new HazelcastClusterManager(config))
            .buildClustered());
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
