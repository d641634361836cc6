package dev.understudy.app.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.config.Config;
import com.hazelcast.config.MergePolicyConfig;
import com.hazelcast.core.HazelcastInstance;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.spi.cluster.RegistrationInfo;
import io.vertx.spi.cluster.hazelcast.impl.HazelcastRegistrationInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that send to each other while the node that knows the address does not answer. */
class QuickClusterTest {

  private static final String ADDRESS = "understudy.test";
  private static final int NODES = 3;
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir private Path logs = Path.of("");
  private NodeProcesses processes = new NodeProcesses(Path.of(""));
  private final List<Node> nodes = new ArrayList<>();
  private final List<Vertx> vertxes = new ArrayList<>();

  @AfterEach
  void end() {
    processes.killAll();
    nodes.forEach(node -> done(node.leave()));
    vertxes.forEach(vertx -> done(vertx.close()));
  }

  @Test
  void aFirstMessageArrivesThoughTheNodeThatKeepsItsAddressIsStopped()
      throws IOException, InterruptedException {
    processes = new NodeProcesses(logs);
    QuickCluster here = start(0);
    start(1);
    processes.start(2, List.of("name-server"));
    await(() -> here.getNodes().size() == NODES);

    HazelcastInstance hazelcast = here.getHazelcastInstance();
    await(() -> hazelcast.getPartitionService().isClusterSafe());
    String address = keptBy(processes.clusterPort(2), hazelcast);
    nodes.get(1).vertx().eventBus().consumer(address, heard -> heard.reply("heard"));
    await(() -> here.remembers(address));
    processes.stop(2);

    DeliveryOptions patient = new DeliveryOptions().setSendTimeout(LONG.toMillis());
    assertThat(done(nodes.get(0).vertx().eventBus().request(address, "", patient)).body())
        .isEqualTo("heard");
    assertThat(here.getNodes()).as("nodes, the stopped one too").hasSize(NODES);
  }

  /** What a node does that notices late that another one, back by now, was away. */
  @Test
  void aNodePutsBackWhatAnotherOneTakesOutOfItsEntries() throws IOException, InterruptedException {
    processes = new NodeProcesses(logs);
    QuickCluster here = start(0);
    QuickCluster there = start(1);
    await(() -> here.getNodes().size() == 2);
    nodes.get(1).vertx().eventBus().consumer(ADDRESS, heard -> heard.reply("heard"));
    await(() -> here.remembers(ADDRESS));

    HazelcastInstance hazelcast = here.getHazelcastInstance();
    assertThat(AddressBook.subscriptions(hazelcast).remove(ADDRESS)).hasSize(1);
    assertThat(AddressBook.nodes(hazelcast).remove(there.getNodeId())).isNotNull();

    await(() -> AddressBook.subscriptions(hazelcast).containsKey(ADDRESS));
    await(() -> AddressBook.nodes(hazelcast).containsKey(there.getNodeId()));
    assertThat(done(nodes.get(0).vertx().eventBus().request(ADDRESS, "")).body())
        .isEqualTo("heard");
  }

  @Test
  void aNodeDoesNotPutBackWhereItListensNoMore() throws IOException, InterruptedException {
    processes = new NodeProcesses(logs);
    QuickCluster here = start(0);
    MessageConsumer<Object> listener =
        nodes.get(0).vertx().eventBus().consumer(ADDRESS, heard -> heard.reply("heard"));
    await(() -> here.remembers(ADDRESS));

    done(listener.unregister());

    await(() -> !here.remembers(ADDRESS));
    here.readBook();
    assertThat(AddressBook.subscriptions(here.getHazelcastInstance()).containsKey(ADDRESS))
        .isFalse();
  }

  @Test
  void aNodeThatHazelcastLostIsStillSentToWhileItListens()
      throws IOException, InterruptedException {
    processes = new NodeProcesses(logs);
    QuickCluster here = start(0);
    QuickCluster there = start(1);
    Promise<Object> heard = Promise.promise();
    nodes.get(1).vertx().eventBus().consumer(ADDRESS, told -> heard.tryComplete(told.body()));
    await(() -> here.remembers(ADDRESS));

    there.getHazelcastInstance().getLifecycleService().terminate();
    await(() -> here.getNodes().size() == 1);
    await(() -> !here.remembers(ADDRESS));
    nodes.get(0).vertx().eventBus().send(ADDRESS, "after the loss");

    assertThat(done(heard.future())).isEqualTo("after the loss");
  }

  /** As when it was lost before it had given anybody a copy of them. */
  @Test
  void aNodeThatTookItsEntriesWithItIsStillSentToWhileItListens()
      throws IOException, InterruptedException {
    processes = new NodeProcesses(logs);
    QuickCluster here = startWithoutCopies(0);
    QuickCluster there = startWithoutCopies(1);
    HazelcastInstance lost = there.getHazelcastInstance();
    await(() -> lost.getPartitionService().isClusterSafe());
    await(() -> keepsSomething(lost));
    String address = keptBy(processes.clusterPort(1), lost);
    Promise<Object> heard = Promise.promise();
    vertxes.get(1).eventBus().consumer(address, told -> heard.tryComplete(told.body()));
    await(() -> here.remembers(address));

    lost.getLifecycleService().terminate();
    await(() -> here.getNodes().size() == 1);
    vertxes.get(0).eventBus().send(address, "after the loss");

    assertThat(done(heard.future())).isEqualTo("after the loss");
  }

  /** As when the network is cut once more before the cluster has merged. */
  @Test
  void aNodeThatHazelcastLostIsStillSentToThoughTheNodeThatKeepsItsAddressIsStopped()
      throws IOException, InterruptedException {
    processes = new NodeProcesses(logs);
    QuickCluster here = start(0);
    HazelcastInstance lost = start(1).getHazelcastInstance();
    processes.start(2, List.of("name-server"));
    await(() -> here.getNodes().size() == NODES);
    await(() -> lost.getPartitionService().isClusterSafe());
    String address = keptBy(processes.clusterPort(2), here.getHazelcastInstance());
    Promise<Object> heard = Promise.promise();
    nodes.get(1).vertx().eventBus().consumer(address, told -> heard.tryComplete(told.body()));
    await(() -> here.remembers(address));

    lost.getLifecycleService().terminate();
    await(() -> here.getNodes().size() == 2);
    processes.stop(2);
    nodes.get(0).vertx().eventBus().send(address, "after the loss");

    assertThat(done(heard.future())).isEqualTo("after the loss");
    assertThat(here.getNodes()).as("nodes, the stopped one too").hasSize(2);
  }

  /** What comes back with a partition that changed hands after a node was killed. */
  @Test
  void whatIsLeftOfANodeThatIsGoneGetsNoMessagesAndIsTakenOut()
      throws IOException, InterruptedException {
    processes = new NodeProcesses(logs);
    QuickCluster here = start(0);
    HazelcastInstance hazelcast = here.getHazelcastInstance();
    RegistrationInfo leftover = new RegistrationInfo(UUID.randomUUID().toString(), 1, false);
    AddressBook.subscriptions(hazelcast).put(ADDRESS, new HazelcastRegistrationInfo(leftover));
    start(1);
    nodes.get(1).vertx().eventBus().consumer(ADDRESS, heard -> heard.reply("heard"));
    await(() -> here.remembers(ADDRESS));

    for (int i = 0; i < 2 * NODES; i++) {
      assertThat(done(nodes.get(0).vertx().eventBus().request(ADDRESS, "")).body())
          .isEqualTo("heard");
    }
    await(() -> AddressBook.subscriptions(hazelcast).valueCount(ADDRESS) == 1);
  }

  /** As where the nodes that keep a part of the cluster's maps do not answer while it joins. */
  @Test
  void aNodeThatCouldNotJoinToTheEndLeavesNothingBehindAndCanTryAgain() throws IOException {
    processes = new NodeProcesses(logs);
    Config config = HazelcastSetup.config(processes.settings(0));
    config
        .getMultiMapConfig(AddressBook.SUBSCRIPTIONS)
        .setMergePolicyConfig(new MergePolicyConfig().setPolicy("no.such.Policy"));
    QuickCluster broken = new QuickCluster(config);

    assertThatThrownBy(() -> done(Vertx.builder().withClusterManager(broken).buildClustered()))
        .hasMessageContaining("no.such.Policy");

    assertThat(broken.getHazelcastInstance().getLifecycleService().isRunning()).isFalse();
    assertThat(start(0).getNodes()).hasSize(1);
  }

  private QuickCluster start(int number) throws IOException {
    Node node = done(Node.start(processes.settings(number), getClass().getClassLoader()));
    nodes.add(node);
    return (QuickCluster) ((VertxInternal) node.vertx()).clusterManager();
  }

  private QuickCluster startWithoutCopies(int number) throws IOException {
    Config config = HazelcastSetup.config(processes.settings(number));
    config.getMultiMapConfig(AddressBook.SUBSCRIPTIONS).setBackupCount(0);
    QuickCluster cluster = new QuickCluster(config);
    vertxes.add(done(Vertx.builder().withClusterManager(cluster).buildClustered()));
    return cluster;
  }

  /** Whether Hazelcast has moved a part of the maps to this node, which joined. */
  private static boolean keepsSomething(HazelcastInstance hazelcast) {
    return hazelcast.getPartitionService().getPartitions().stream()
        .anyMatch(partition -> partition.getOwner() != null && partition.getOwner().localMember());
  }

  /** An address that Hazelcast keeps on the node with this port. */
  private static String keptBy(int port, HazelcastInstance hazelcast) {
    return IntStream.range(0, 10_000)
        .mapToObj(number -> "understudy.test." + number)
        .filter(
            address ->
                hazelcast
                        .getPartitionService()
                        .getPartition(address)
                        .getOwner()
                        .getAddress()
                        .getPort()
                    == port)
        .findFirst()
        .orElseThrow();
  }

  private static void await(BooleanSupplier so) throws InterruptedException {
    long deadline = System.nanoTime() + LONG.toNanos();
    while (!so.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private static <T> T done(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
  }
}
