package dev.understudy.sdk;

import static dev.understudy.sdk.TestCluster.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.nameserver.NameServerOptions;
import dev.understudy.nameserver.NameServerVerticle;
import dev.understudy.server.MemberOptions;
import dev.understudy.server.MemberVerticle;
import dev.understudy.wire.Addresses;
import dev.understudy.wire.Decoded;
import dev.understudy.wire.Frame.ClientFrame;
import dev.understudy.wire.Frames;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Bad input on the addresses that a client listens to. */
class ClientBadInputTest {

  private static final int INPUTS = 10_000;
  private static final int OVERSIZED_ONE_IN = 100;
  private static final int OVERSIZED_BYTES = 1024 * 1024;
  private static final String GROUP = "diary";

  private final Vertx vertx = Vertx.vertx();
  private final Frames frames = new Frames(Frames.MOST_BYTES);

  @AfterEach
  void stop() throws InterruptedException {
    await(vertx.close());
  }

  @Test
  void dropsWhatIsNoFrameAndGoesOn() throws InterruptedException {
    GroupClient client =
        GroupClient.create(
            vertx, new GroupClientOptions().setGroup(GROUP).setDeadlineMillis(60_000));
    String address = addressOf(client);
    await(vertx.deployVerticle(new NameServerVerticle(new NameServerOptions())));
    MemberOptions member = new MemberOptions().setGroup(GROUP).setServerId(1).setVoters(List.of(1));
    await(vertx.deployVerticle(new MemberVerticle(new Diary(), member)));
    assertThat(await(client.execute(Buffer.buffer("before"))).toString()).isEqualTo("2");

    for (int seed = 0; seed < INPUTS; seed++) {
      Object input = input(new SplittableRandom(seed));
      vertx.eventBus().send(address, input);
      vertx.eventBus().publish(Addresses.triggers(GROUP), input);
    }

    assertThat(await(client.execute(Buffer.buffer("after"))).toString()).isEqualTo("3");
    assertThat(((BusGroupClient) client).dropped()).isEqualTo(2 * INPUTS);
  }

  /** The client asks all servers who is master, and gives its address with that. */
  private String addressOf(GroupClient client) throws InterruptedException {
    Promise<String> address = Promise.promise();
    vertx
        .eventBus()
        .consumer(
            Addresses.triggers(GROUP),
            message -> {
              if (message.body() instanceof Buffer bytes
                  && frames.decode(bytes) instanceof Decoded.Ok ok
                  && ok.frame() instanceof ClientFrame frame) {
                address.tryComplete(frame.client().value());
              }
            });
    client.execute(Buffer.buffer("first"));
    return await(address.future());
  }

  private static Object input(SplittableRandom random) {
    return switch (random.nextInt(6)) {
      case 0 ->
          random.nextInt(OVERSIZED_ONE_IN) == 0
              ? Buffer.buffer(new byte[OVERSIZED_BYTES])
              : Buffer.buffer();
      case 1 -> new JsonObject().put("command", "status");
      case 2 -> new JsonArray().add(random.nextInt());
      case 3 -> "text " + random.nextInt();
      case 4 -> frameLike(random, random.nextInt(256));
      default -> frameLike(random, Frames.VERSION);
    };
  }

  /** Bytes that begin like a frame of that version and then are anything. */
  private static Buffer frameLike(SplittableRandom random, int version) {
    byte[] bytes = new byte[2 + random.nextInt(200)];
    random.nextBytes(bytes);
    bytes[0] = (byte) Frames.MAGIC;
    bytes[1] = (byte) version;
    return Buffer.buffer(bytes);
  }
}
