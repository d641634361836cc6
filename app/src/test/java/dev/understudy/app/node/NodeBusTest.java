package dev.understudy.app.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.app.Patience;
import dev.understudy.wire.Addresses;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;
import io.vertx.core.internal.VertxInternal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The event bus of a node, and one that takes nothing. */
class NodeBusTest {

  private static final int MORE_THAN_A_SOCKET_TAKES = 16 * 1024 * 1024;
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir private Path logs = Path.of("");
  private NodeProcesses processes = new NodeProcesses(Path.of(""));
  private Optional<Node> node = Optional.empty();

  @AfterEach
  void end() {
    processes.killAll();
    node.ifPresent(running -> done(running.leave()));
  }

  @Test
  void aConnectionThatTakesNothingMoreIsGivenUpThoughMessagesWaitInIt()
      throws IOException, InterruptedException {
    processes = new NodeProcesses(logs);
    Node here = done(Node.start(processes.settings(0), getClass().getClassLoader()));
    node = Optional.of(here);
    processes.start(1, List.of("name-server"));
    QuickCluster cluster = (QuickCluster) ((VertxInternal) here.vertx()).clusterManager();
    Patience.await("a name server", LONG, () -> cluster.remembers(Addresses.NAME_SERVER));
    processes.stop(1);

    Future<Void> written =
        here.vertx()
            .eventBus()
            .<Buffer>sender(Addresses.NAME_SERVER)
            .write(Buffer.buffer(new byte[MORE_THAN_A_SOCKET_TAKES]));

    Patience.await("the end of the connection", LONG, written::isComplete);
    assertThat(written.failed()).isTrue();
  }

  @Test
  @EnabledOnOs(
      value = OS.LINUX,
      architectures = {"amd64", "aarch64"})
  void socketsOnLinuxAreNative() throws IOException {
    processes = new NodeProcesses(logs);
    Node here = done(Node.start(processes.settings(0), getClass().getClassLoader()));
    node = Optional.of(here);
    assertThat(here.vertx().isNativeTransportEnabled()).isTrue();
  }

  /** What comes before a member runs there is for a former life of it, and no error. */
  @Test
  void aNodeKnowsHowFramesPassFromItsBegin() throws IOException {
    processes = new NodeProcesses(logs);
    Node here = done(Node.start(processes.settings(0), getClass().getClassLoader()));
    node = Optional.of(here);
    assertThatThrownBy(() -> here.vertx().eventBus().registerCodec(new SameName()))
        .hasMessageContaining("understudy.frame");
  }

  private static final class SameName implements MessageCodec<String, String> {

    @Override
    public void encodeToWire(Buffer wire, String text) {
      throw new IllegalStateException();
    }

    @Override
    public String decodeFromWire(int position, Buffer wire) {
      throw new IllegalStateException();
    }

    @Override
    public String transform(String text) {
      return text;
    }

    @Override
    public String name() {
      return "understudy.frame";
    }

    @Override
    public byte systemCodecID() {
      return -1;
    }
  }

  private static <T> T done(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
  }
}
