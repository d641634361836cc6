package dev.understudy.app.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.app.drill.ServerTransport.Treatment;
import dev.understudy.group.Epoch;
import dev.understudy.group.Incarnation;
import dev.understudy.group.ServerId;
import dev.understudy.member.ReplicationMessage.TooFarBehind;
import dev.understudy.wire.Addresses;
import dev.understudy.wire.Frame.ServerFrame;
import dev.understudy.wire.Frames;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Which messages of a node are its server's, and what becomes of them. */
@ExtendWith(VertxExtension.class)
class ServerTransportTest {

  private static final String GROUP = "kv";
  private static final ServerId SELF = new ServerId(1);
  private static final ServerId OTHER = new ServerId(2);
  private static final String OWN = Addresses.server(GROUP, SELF);
  private static final String THEIRS = Addresses.server(GROUP, OTHER);
  private static final String CLIENT = "understudy.client.x";
  private static final String DRILLS = Addresses.drills(GROUP, SELF);
  private static final String LAST = "test.last";

  private final Frames frames = new Frames(1024);
  private final ServerTransport transport = new ServerTransport(GROUP, SELF);
  private final List<String> heard = new ArrayList<>();
  private Runnable last = () -> {};

  @BeforeEach
  void install(Vertx vertx) {
    transport.install(vertx.eventBus());
  }

  @Test
  void everythingPassesAtFirst(Vertx vertx, VertxTestContext test) {
    vertx.runOnContext(
        turn -> {
          listen(vertx, test, OWN, THEIRS, CLIENT, Addresses.EVENTS, DRILLS, LAST);
          sendOneOfEach(vertx);
        });
  }

  @Test
  void anIsolatedServerAndTheOthersDoNotHearEachOther(Vertx vertx, VertxTestContext test) {
    vertx.runOnContext(
        turn -> {
          transport.become(Treatment.ISOLATE);
          listen(vertx, test, CLIENT, Addresses.EVENTS, DRILLS, LAST);
          sendOneOfEach(vertx);
        });
  }

  @Test
  void aServerThatIsGoneIsHeardByNobodyAndHearsNothing(Vertx vertx, VertxTestContext test) {
    vertx.runOnContext(
        turn -> {
          transport.become(Treatment.DROP);
          listen(vertx, test, DRILLS, LAST);
          sendOneOfEach(vertx);
        });
  }

  @Test
  void whatWasHeldGoesOnWhenThePauseIsOver(Vertx vertx, VertxTestContext test) {
    vertx.runOnContext(
        turn -> {
          transport.become(Treatment.HOLD);
          listen(vertx, test, DRILLS, LAST, THEIRS, OWN, CLIENT, Addresses.EVENTS);
          last = () -> transport.become(Treatment.PASS);
          sendOneOfEach(vertx);
        });
  }

  @Test
  void noMoreIsHeldThanItsBound(Vertx vertx, VertxTestContext test) {
    vertx.runOnContext(
        turn -> {
          AtomicInteger came = new AtomicInteger();
          vertx.eventBus().consumer(THEIRS, message -> came.incrementAndGet());
          transport.become(Treatment.HOLD);
          for (int i = 0; i < ServerTransport.MOST_HELD + 1; i++) {
            vertx.eventBus().send(THEIRS, frameOf(SELF));
          }
          transport.become(Treatment.PASS);
          vertx
              .eventBus()
              .consumer(
                  LAST,
                  message ->
                      test.verify(
                          () -> {
                            assertThat(came).hasValue(ServerTransport.MOST_HELD);
                            test.completeNow();
                          }));
          // behind all that was let go
          vertx.runOnContext(next -> vertx.eventBus().send(LAST, "last"));
        });
  }

  /** Requires that messages come at these addresses, in this order of the last of them. */
  private void listen(Vertx vertx, VertxTestContext test, String... expected) {
    for (String address : List.of(THEIRS, OWN, CLIENT, Addresses.EVENTS, DRILLS, LAST)) {
      vertx
          .eventBus()
          .consumer(
              address,
              message -> {
                heard.add(address);
                if (address.equals(LAST)) {
                  last.run();
                }
                test.verify(() -> assertThat(heard).isSubsetOf(expected));
                if (heard.size() == expected.length) {
                  test.completeNow();
                }
              });
    }
  }

  private void sendOneOfEach(Vertx vertx) {
    vertx.eventBus().send(THEIRS, frameOf(SELF));
    vertx.eventBus().send(OWN, frameOf(OTHER));
    vertx.eventBus().send(CLIENT, frameOf(SELF));
    vertx.eventBus().publish(Addresses.EVENTS, event());
    vertx.eventBus().send(DRILLS, new JsonObject());
    vertx.eventBus().send(LAST, "last");
  }

  private static JsonObject event() {
    return new JsonObject().put("type", "server-left").put("group", GROUP).put("server", 1);
  }

  private Buffer frameOf(ServerId server) {
    return frames.encode(
        new ServerFrame(server, new Incarnation(1, 1), 0, new TooFarBehind(Epoch.NONE)));
  }
}
