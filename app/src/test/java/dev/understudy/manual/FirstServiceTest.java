package dev.understudy.manual;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.group.ServerId;
import dev.understudy.sdk.GroupClient;
import dev.understudy.wire.Addresses;
import dev.understudy.wire.ControlProtocol;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The first service of the README, run as the README runs it. */
class FirstServiceTest {

  private static final long PATIENCE_MILLIS = 30_000;

  private final Vertx vertx = Vertx.vertx();
  private final Map<Integer, String> deployments = new LinkedHashMap<>();

  @AfterEach
  void close() throws InterruptedException {
    await(vertx.close());
  }

  @Test
  void aGroupOfThreeSellsEachTicketOnceAlsoWhenItsMasterLeaves() throws InterruptedException {
    await(TicketOffice.nameServer(vertx));
    for (int id = 1; id <= 3; id++) {
      deployments.put(id, await(TicketOffice.member(vertx, id)));
    }
    GroupClient client = TicketOffice.client(vertx);
    assertThat(await(TicketOffice.sell(client, 2))).hasToString("sold 2");

    int master = master();
    List<Future<Buffer>> underWay = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      underWay.add(TicketOffice.sell(client, 1));
    }
    await(vertx.undeploy(String.valueOf(deployments.remove(master))));
    await(Future.all(underWay));

    assertThat(await(client.query(Buffer.buffer()))).hasToString("sold 102");
    assertThat(master()).isNotEqualTo(master);
  }

  /** The server that says that it is master; waits for it. */
  private int master() throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    while (System.nanoTime() < end) {
      for (int id : deployments.keySet()) {
        if (status(id).getString("role").equals("master")) {
          return id;
        }
      }
    }
    throw new AssertionError("no master");
  }

  private JsonObject status(int id) throws InterruptedException {
    return await(
        vertx
            .eventBus()
            .<JsonObject>request(
                Addresses.server("tickets", new ServerId(id)),
                ControlProtocol.json(new ControlProtocol.Status()))
            .map(Message::body));
  }

  private static <T> T await(Future<T> future) throws InterruptedException {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }
}
