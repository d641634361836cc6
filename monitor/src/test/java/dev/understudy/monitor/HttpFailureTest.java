package dev.understudy.monitor;

import static dev.understudy.monitor.TestCluster.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.sdk.GroupClient;
import dev.understudy.sdk.GroupClientOptions;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;

/** What becomes of what the gateway's own parts come to. */
class HttpFailureTest {

  @Test
  void aGatewayWhoseClientsHaveGoneSaysThatItLeavesAndNotThatTheRequestIsWrong()
      throws InterruptedException {
    Vertx vertx = Vertx.vertx();
    GroupClient client = GroupClient.create(vertx, new GroupClientOptions().setGroup("kv"));
    await(client.close());

    HttpFailure failure = HttpFailure.of(client.execute(Buffer.buffer("x")).cause());

    assertThat(failure.status()).isEqualTo(503);
    assertThat(failure.code()).isEqualTo("leaving");
    assertThat(failure.isTemporary()).isTrue();
    await(vertx.close());
  }

  @Test
  void whatNobodyThoughtOfIsTheGatewaysOwn() {
    assertThat(HttpFailure.of(new IllegalStateException("x")).status()).isEqualTo(500);
  }
}
