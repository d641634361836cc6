package dev.understudy.app.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.cluster.Cluster;
import com.hazelcast.cluster.ClusterState;
import com.hazelcast.core.HazelcastException;
import com.hazelcast.map.IMap;
import com.hazelcast.map.MapInterceptor;
import dev.understudy.app.Patience;
import io.vertx.core.Future;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that starts while the cluster takes nobody. */
class NodeStartTest {

  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir private Path logs = Path.of("");
  private NodeProcesses processes = new NodeProcesses(Path.of(""));
  private Optional<Node> node = Optional.empty();

  @AfterEach
  void end() {
    processes.killAll();
    node.ifPresent(running -> done(running.leave()));
  }

  /** So are clusters that are about to merge. */
  @Test
  void joinsAClusterThatTakesNobodyAsSoonAsItTakesSomebodyAgain() throws IOException {
    processes = new NodeProcesses(logs);
    Node here = done(Node.start(processes.settings(0), getClass().getClassLoader()));
    node = Optional.of(here);
    QuickCluster manager = (QuickCluster) ((VertxInternal) here.vertx()).clusterManager();
    Cluster cluster = manager.getHazelcastInstance().getCluster();
    cluster.changeClusterState(ClusterState.FROZEN);
    awaitTurnedAway();

    cluster.changeClusterState(ClusterState.ACTIVE);

    Patience.await("two nodes", LONG, () -> manager.getNodes().size() == 2);
  }

  /** As where the nodes that kept it were killed at once, and others take over from them. */
  @Test
  void joinsAClusterThatCannotNoteWhereTheNodeIsAsSoonAsItCan() throws IOException {
    processes = new NodeProcesses(logs);
    Node here = done(Node.start(processes.settings(0), getClass().getClassLoader()));
    node = Optional.of(here);
    QuickCluster manager = (QuickCluster) ((VertxInternal) here.vertx()).clusterManager();
    IMap<?, ?> nodes = AddressBook.nodes(manager.getHazelcastInstance());
    String refusal = nodes.addInterceptor(new Refusal());
    awaitTurnedAway();

    nodes.removeInterceptor(refusal);

    Patience.await("two nodes", LONG, () -> nodes.size() == 2);
  }

  /** With its port taken by somebody else, it could not even try to join. */
  @Test
  void looksForItsServiceBeforeItJoins() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      JsonObject member =
          new JsonObject().put("group", "g").put("serverId", 1).put("available", true);
      NodeSettings settings =
          NodeSettings.parse(
              new JsonObject()
                  .put("clusterPort", taken.getLocalPort())
                  .put("busPort", taken.getLocalPort())
                  .put("members", new JsonArray().add(member.put("service", "no.such.Service"))));
      Future<Node> starting = Node.start(settings, getClass().getClassLoader());
      assertThat(starting.failed()).isTrue();
      assertThat(starting.cause()).hasMessageContaining("no service \"no.such.Service\"");
    }
  }

  private void awaitTurnedAway() throws IOException {
    processes.start(1, List.of("name-server"));
    Patience.await("a node that is turned away", LONG, this::isTurnedAway);
  }

  private boolean isTurnedAway() {
    try {
      return processes.log("1").stream().anyMatch(line -> line.contains("lets nobody join"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes no entry. */
  static final class Refusal implements MapInterceptor {

    private static final long serialVersionUID = 1;

    @Override
    public Object interceptPut(@Nullable Object before, Object next) {
      throw new HazelcastException("no entries at present");
    }

    @Override
    public @Nullable Object interceptGet(@Nullable Object value) {
      return value;
    }

    @Override
    public void afterGet(@Nullable Object value) {}

    @Override
    public void afterPut(@Nullable Object value) {}

    @Override
    public @Nullable Object interceptRemove(@Nullable Object removed) {
      return removed;
    }

    @Override
    public void afterRemove(@Nullable Object removed) {}
  }

  private static <T> T done(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
  }
}
