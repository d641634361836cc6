package dev.understudy.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.client.ClientMessage;
import dev.understudy.group.ServerId;
import dev.understudy.log.Bytes;
import dev.understudy.log.Result;
import dev.understudy.log.SessionId;
import dev.understudy.wire.Addresses;
import dev.understudy.wire.ControlProtocol;
import dev.understudy.wire.Frame.CheckNowFrame;
import dev.understudy.wire.Frame.ClientFrame;
import dev.understudy.wire.Frame.ReplyFrame;
import dev.understudy.wire.Frames;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Promise 6 of the protocol, on the addresses of a member. */
class MemberBadInputTest {

  private static final int INPUTS = 10_000;

  /** Of a ninth of the inputs; copying them takes most of the time. */
  private static final int OVERSIZED_ONE_IN = 50;

  private static final Buffer OVERSIZED = oversized();
  private static final String TRIGGERS = Addresses.triggers(LocalGroup.NAME);

  private final Frames frames = new Frames(1024);
  private LocalGroup group;
  private TestClient client;
  private SessionId session;

  @BeforeEach
  void start() throws InterruptedException {
    group = new LocalGroup();
    for (int server = 1; server <= 3; server++) {
      group.deploy(LocalGroup.consistent(server));
    }
    client = new TestClient(group.vertx, LocalGroup.NAME, 1);
    session = client.open();
    client.request(session, "1");
    for (int server = 1; server <= 3; server++) {
      group.awaitStatus(server, status -> status.getBoolean("inSync"));
    }
  }

  @AfterEach
  void stop() throws InterruptedException {
    group.close();
  }

  @Test
  void badInputOnTheOwnAddressChangesNothing() throws InterruptedException {
    int server = client.server();
    SplittableRandom random = new SplittableRandom(8);
    long index = group.status(server).getLong("lastIndex");
    String digest = digest(server, index);

    for (int i = 0; i < INPUTS; i++) {
      group.vertx.eventBus().send(address(server), strange(random));
    }

    assertThat(dropped(server)).isGreaterThan(INPUTS / 2);
    assertThat(digest(server, index)).isEqualTo(digest);
    assertThat(client.request(session, "1")).isEqualTo(returned("2"));
  }

  @Test
  void badInputOnTheTriggersChangesNothing() throws InterruptedException {
    SplittableRandom random = new SplittableRandom(9);
    long index = group.status(client.server()).getLong("lastIndex");
    String digest = digest(client.server(), index);

    for (int i = 0; i < INPUTS; i++) {
      group.vertx.eventBus().publish(TRIGGERS, strange(random));
    }

    for (int server = 1; server <= 3; server++) {
      assertThat(dropped(server)).isGreaterThan(INPUTS / 2);
      assertThat(digest(server, index)).isEqualTo(digest);
    }
    assertThat(client.request(session, "1")).isEqualTo(returned("2"));
  }

  /** Nobody but people and tools listens there. */
  @Test
  void badInputOnTheEventsChangesNothing() throws InterruptedException {
    SplittableRandom random = new SplittableRandom(10);
    long index = group.status(client.server()).getLong("lastIndex");
    String digest = digest(client.server(), index);

    for (int i = 0; i < INPUTS; i++) {
      group.vertx.eventBus().publish(Addresses.EVENTS, strange(random));
    }

    assertThat(digest(client.server(), index)).isEqualTo(digest);
    assertThat(client.request(session, "1")).isEqualTo(returned("2"));
  }

  @Test
  void aCommandThatIsNoneIsAnsweredWithWhatIsWrong() throws InterruptedException {
    for (JsonObject command :
        List.of(
            new JsonObject(),
            new JsonObject().put("command", "halt"),
            new JsonObject().put("command", 7),
            new JsonObject().put("command", "transfer").put("serverId", "two"),
            ControlProtocol.json(
                new ControlProtocol.NameServers("g", Addresses.client("a").value())))) {
      JsonObject answer =
          LocalGroup.await(
              group.vertx.eventBus().<JsonObject>request(address(1), command).map(m -> m.body()));
      assertThat(answer.getJsonObject("error").getString("code")).isEqualTo("invalid");
    }
  }

  @Test
  void nobodyCutsAServerWhoseOptionsDoNotAllowIt() throws InterruptedException {
    group.undeploy(3);
    group.deploy(LocalGroup.consistent(3).setFaultInjection(false));

    JsonObject answer = group.command(3, new ControlProtocol.Cut(List.of(new ServerId(1)), 1_000));

    assertThat(answer.getJsonObject("error").getString("code")).isEqualTo("refused");
  }

  @Test
  void aServerOfAnotherConfigurationIsRefused() throws InterruptedException {
    group.undeploy(3);
    group.forgetEvents();
    group.deploy(LocalGroup.consistent(3).setLimits(new LimitOptions().setPayloadBytes(7)));

    group.awaitEvent(event -> event.getString("type").equals("configuration-refused"));

    assertThat(client.request(session, "1")).isEqualTo(returned("2"));
  }

  private Object strange(SplittableRandom random) {
    ClientMessage message = new ClientMessage.Query(1, Bytes.of(new byte[2_000]));
    Buffer valid = frames.encode(new ClientFrame(Addresses.client("x"), message));
    return switch (random.nextInt(9)) {
      case 0 -> Buffer.buffer();
      case 1 -> random.nextInt(OVERSIZED_ONE_IN) == 0 ? OVERSIZED : valid;
      case 2 -> valid.copy().setByte(1, (byte) 9);
      case 3 -> valid.getBuffer(0, random.nextInt(valid.length()));
      case 4 -> frames.encode(new ReplyFrame(List.of()));
      case 5 -> frames.encode(new CheckNowFrame("other"));
      case 6 -> "text".repeat(random.nextInt(9));
      case 7 ->
          new JsonObject()
              .put("command", random.nextBoolean() ? "drop" : "transfer")
              .put("records", new JsonArray().add(random.nextInt()));
      default -> {
        byte[] bytes = new byte[random.nextInt(1, 400)];
        random.nextBytes(bytes);
        yield Buffer.buffer(bytes);
      }
    };
  }

  /** A frame whose payload is larger than the group's limit. */
  private static Buffer oversized() {
    ClientMessage message = new ClientMessage.Query(1, Bytes.of(new byte[1024 * 1024 + 1]));
    return new Frames(2 * 1024 * 1024).encode(new ClientFrame(Addresses.client("x"), message));
  }

  private long dropped(int server) throws InterruptedException {
    JsonObject dropped = group.status(server).getJsonObject("dropped");
    return dropped.fieldNames().stream().mapToLong(dropped::getLong).sum();
  }

  private String digest(int server, long index) throws InterruptedException {
    return group.command(server, new ControlProtocol.DigestAt(index)).getString("digest");
  }

  private static String address(int server) {
    return Addresses.server(LocalGroup.NAME, new ServerId(server));
  }

  private static Result returned(String value) {
    return new Result.Returned(Bytes.utf8(value));
  }
}
