package dev.understudy.app.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.group.Epoch;
import dev.understudy.group.Incarnation;
import dev.understudy.group.ServerId;
import dev.understudy.member.ReplicationMessage.TooFarBehind;
import dev.understudy.wire.Addresses;
import dev.understudy.wire.Decoded;
import dev.understudy.wire.Frame.CheckNowFrame;
import dev.understudy.wire.Frame.ServerFrame;
import dev.understudy.wire.Frames;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A node that is cut neither reaches nor hears those servers, and everybody else as before. */
@ExtendWith(VertxExtension.class)
class TransportCutTest {

  private static final String GROUP = "kv";
  private static final ServerId SELF = new ServerId(1);
  private static final ServerId CUT = new ServerId(2);
  private static final ServerId FRIEND = new ServerId(3);

  private final Frames frames = new Frames(1024);
  private final TransportCut cut = new TransportCut();
  private final List<String> expected = new ArrayList<>();

  @BeforeEach
  void install(Vertx vertx) {
    cut.install(vertx.eventBus());
  }

  @Test
  void nothingLeavesForAServerThatIsCut(Vertx vertx, VertxTestContext test) {
    cut.cut(GROUP, Set.of(CUT));
    expected.add("CheckNowFrame at " + Addresses.server(GROUP, FRIEND));
    hear(
        vertx,
        test,
        List.of(Addresses.server(GROUP, CUT), Addresses.server(GROUP, FRIEND)),
        () -> {
          Buffer request = frames.encode(new CheckNowFrame(GROUP));
          vertx.eventBus().send(Addresses.server(GROUP, CUT), request);
          vertx.eventBus().send(Addresses.server(GROUP, FRIEND), request);
        });
  }

  @Test
  void nothingOfAServerThatIsCutComesIn(Vertx vertx, VertxTestContext test) {
    cut.cut(GROUP, Set.of(CUT));
    String self = Addresses.server(GROUP, SELF);
    expected.add("3 at " + self);
    hear(
        vertx,
        test,
        List.of(self),
        () -> {
          vertx.eventBus().send(self, frameOf(CUT));
          vertx.eventBus().send(self, frameOf(FRIEND));
        });
  }

  @Test
  void itsAnnouncementsAreNotHeardButNameServersAre(Vertx vertx, VertxTestContext test) {
    cut.cut(GROUP, Set.of(CUT));
    String triggers = Addresses.triggers(GROUP);
    expected.add("CheckNowFrame at " + triggers);
    hear(
        vertx,
        test,
        List.of(triggers),
        () -> {
          vertx.eventBus().publish(triggers, frameOf(CUT));
          vertx.eventBus().publish(triggers, frames.encode(new CheckNowFrame(GROUP)));
        });
  }

  @Test
  void healedItHearsAgain(Vertx vertx, VertxTestContext test) {
    cut.cut(GROUP, Set.of(CUT));
    cut.heal();
    String self = Addresses.server(GROUP, SELF);
    expected.addAll(List.of("2 at " + self, "3 at " + self));
    hear(
        vertx,
        test,
        List.of(self),
        () -> {
          vertx.eventBus().send(self, frameOf(CUT));
          vertx.eventBus().send(self, frameOf(FRIEND));
        });
  }

  /**
   * Listens, all on one context so that messages come in the order of sending, and sends; the test
   * ends with so many messages as are expected.
   */
  private void hear(Vertx vertx, VertxTestContext test, List<String> addresses, Runnable send) {
    List<String> heard = new ArrayList<>();
    vertx.runOnContext(
        turn -> {
          for (String address : addresses) {
            vertx
                .eventBus()
                .<Buffer>consumer(
                    address,
                    message -> {
                      heard.add(named(message.body()) + " at " + address);
                      if (heard.size() == expected.size()) {
                        test.verify(() -> assertThat(heard).isEqualTo(expected));
                        test.completeNow();
                      }
                    });
          }
          send.run();
        });
  }

  private String named(Buffer body) {
    var frame = ((Decoded.Ok) frames.decode(body)).frame();
    return frame instanceof ServerFrame server
        ? String.valueOf(server.from().number())
        : frame.getClass().getSimpleName();
  }

  private Buffer frameOf(ServerId server) {
    return frames.encode(
        new ServerFrame(server, new Incarnation(1, 1), 0, new TooFarBehind(Epoch.NONE)));
  }
}
