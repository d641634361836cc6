package dev.understudy.app.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.app.FreePorts;
import dev.understudy.app.Patience;
import dev.understudy.app.drill.ServerTransport.Treatment;
import dev.understudy.app.node.Node;
import dev.understudy.app.node.NodeSettings;
import dev.understudy.group.Epoch;
import dev.understudy.group.Incarnation;
import dev.understudy.group.ServerId;
import dev.understudy.member.ReplicationMessage.TooFarBehind;
import dev.understudy.wire.Addresses;
import dev.understudy.wire.Decoded;
import dev.understudy.wire.Frame.ServerFrame;
import dev.understudy.wire.FramePassage;
import dev.understudy.wire.Frames;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages of another node are told apart as those of this one: they come in another form. */
class DrillsBetweenNodesTest {

  private static final String GROUP = "kv";
  private static final ServerId SELF = new ServerId(1);
  private static final ServerId OTHER = new ServerId(2);
  private static final Duration LONG = Duration.ofSeconds(60);

  private final List<Integer> ports = FreePorts.find(4);
  private final List<Node> nodes = new ArrayList<>();
  private final Frames frames = new Frames(1024);
  private final List<ServerId> heard = new CopyOnWriteArrayList<>();

  @BeforeEach
  void start() {
    for (int node = 0; node < 2; node++) {
      JsonObject settings =
          new JsonObject()
              .put("clusterName", "drills-" + ports.get(0))
              .put("clusterPort", ports.get(2 * node))
              .put("busPort", ports.get(2 * node + 1))
              .put("join", new JsonArray().add("127.0.0.1:" + ports.get(0)));
      nodes.add(done(Node.start(NodeSettings.parse(settings), getClass().getClassLoader())));
    }
    FramePassage.on(here());
    here().consumer(Addresses.server(GROUP, SELF), message -> note((Buffer) message.body()));
    Patience.await("a message of the other node", LONG, this::arrives);
  }

  @AfterEach
  void end() {
    nodes.forEach(node -> done(node.leave()));
  }

  @Test
  void anIsolatedServerDoesNotHearTheServersOfOtherNodes() {
    ServerTransport transport = new ServerTransport(GROUP, SELF);
    transport.install(here());
    transport.become(Treatment.ISOLATE);

    requireThatOnlyOneIsHeardOf(OTHER, SELF);
  }

  @Test
  void aNodeThatIsCutDoesNotHearTheServersOfOtherNodes() {
    TransportCut cut = new TransportCut();
    cut.install(here());
    cut.cut(GROUP, Set.of(OTHER));

    requireThatOnlyOneIsHeardOf(OTHER, new ServerId(3));
  }

  /** What is sent first would be heard first. */
  private void requireThatOnlyOneIsHeardOf(ServerId silent, ServerId other) {
    heard.clear();
    send(silent);
    send(other);
    Patience.await("a message of " + other, LONG, () -> heard.contains(other));
    assertThat(heard).containsOnly(other);
  }

  private boolean arrives() {
    send(OTHER);
    return !heard.isEmpty();
  }

  private void send(ServerId from) {
    EventBus there = nodes.get(1).vertx().eventBus();
    there.send(Addresses.server(GROUP, SELF), frameOf(from), FramePassage.on(there));
  }

  private EventBus here() {
    return nodes.get(0).vertx().eventBus();
  }

  private void note(Buffer buffer) {
    if (frames.decode(buffer) instanceof Decoded.Ok ok && ok.frame() instanceof ServerFrame frame) {
      heard.add(frame.from());
    }
  }

  private Buffer frameOf(ServerId from) {
    return frames.encode(
        new ServerFrame(from, new Incarnation(1, 1), 0, new TooFarBehind(Epoch.NONE)));
  }

  private static <T> T done(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
  }
}
