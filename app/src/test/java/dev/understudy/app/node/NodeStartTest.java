package dev.understudy.app.node;

import com.hazelcast.cluster.Cluster;
import com.hazelcast.cluster.ClusterState;
import dev.understudy.app.Patience;
import io.vertx.core.Future;
import io.vertx.core.internal.VertxInternal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
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
    processes.start(1, List.of("name-server"));
    Patience.await("a node that is turned away", LONG, this::isTurnedAway);

    cluster.changeClusterState(ClusterState.ACTIVE);

    Patience.await("two nodes", LONG, () -> manager.getNodes().size() == 2);
  }

  private boolean isTurnedAway() {
    try {
      return processes.log("1").stream().anyMatch(line -> line.contains("lets nobody join"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T> T done(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
  }
}
