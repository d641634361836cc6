package dev.understudy.server;

import static dev.understudy.server.LocalGroup.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.client.ClientMessage;
import dev.understudy.group.ServerId;
import dev.understudy.nameserver.NameServerOptions;
import dev.understudy.nameserver.NameServerVerticle;
import dev.understudy.wire.Addresses;
import dev.understudy.wire.ControlProtocol;
import dev.understudy.wire.Frame;
import dev.understudy.wire.Frames;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A node with more servers than may be on their way into their groups at a time. */
class ManyServersTest {

  private static final String LAST = Addresses.server("last", new ServerId(1));
  private static final long PATIENCE_SECONDS = 20;

  private final Vertx vertx = Vertx.vertx();

  @BeforeEach
  void startServersThatFindNoMaster() throws InterruptedException {
    await(vertx.deployVerticle(new NameServerVerticle(new NameServerOptions().setId("local"))));
    for (int group = 0; group < Arrivals.MOST_AT_ONCE; group++) {
      deploy("lonely-" + group, List.of(1, 2, 3));
    }
  }

  @AfterEach
  void close() throws InterruptedException {
    await(vertx.close());
  }

  @Test
  void whoWaitsForItsTurnIsThereForPeopleOnlyAndBeginsWhenOthersMakeRoom()
      throws InterruptedException {
    // alone it is a quorum: it would be master at once
    deploy("last", List.of(1));
    vertx
        .eventBus()
        .send(
            LAST,
            new Frames(1_000)
                .encode(
                    new Frame.ClientFrame(
                        Addresses.client("test"), List.of(new ClientMessage.WhoIsMaster()))));

    assertThat(role()).isEqualTo("newcomer");

    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!role().equals("master") && System.nanoTime() < end) {
      await(vertx.timer(20, TimeUnit.MILLISECONDS));
    }
    assertThat(role()).isEqualTo("master");
  }

  private String role() throws InterruptedException {
    return await(
            vertx
                .eventBus()
                .<JsonObject>request(LAST, ControlProtocol.json(new ControlProtocol.Status())))
        .body()
        .getString("role");
  }

  private void deploy(String group, List<Integer> voters) throws InterruptedException {
    MemberOptions options = new MemberOptions().setGroup(group).setServerId(1).setVoters(voters);
    await(vertx.deployVerticle(new MemberVerticle(new SumService(), options)));
  }
}
