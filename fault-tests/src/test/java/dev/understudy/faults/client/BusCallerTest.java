package dev.understudy.faults.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.app.service.CounterFactory;
import dev.understudy.client.ClientReply.Done;
import dev.understudy.client.ClientReply.QueryDone;
import dev.understudy.nameserver.NameServerOptions;
import dev.understudy.nameserver.NameServerVerticle;
import dev.understudy.sdk.GroupClient;
import dev.understudy.sdk.GroupClientOptions;
import dev.understudy.server.MemberOptions;
import dev.understudy.server.MemberVerticle;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.EventBus;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How often calls are sent, told by the bus that they leave by. */
class BusCallerTest {

  private static final long PATIENCE_SECONDS = 60;

  private final Vertx vertx = Vertx.vertx();
  private final EventBus bus = vertx.eventBus();
  private final Sends sends = Sends.on(bus);

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void countsACallThatHadToBeSentAgainBesideOthersLikeIt() throws Exception {
    startGroup();
    BusCaller caller = caller(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    assertThat(end(caller.make(Call.add("n"))).result()).contains("1");
    LostReply.first(bus, Done.class);
    List<Future<Answer>> alike = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      alike.add(caller.make(Call.add("n")));
    }
    for (Future<Answer> call : alike) {
      assertThat(end(call).outcome()).isEqualTo(Outcome.OK);
    }
    assertThat(alike).anyMatch(call -> call.result().sends().orElse(0) > 1);
    assertThat(end(caller.make(Call.add("n"))).result()).contains("5");
  }

  @Test
  void countsAReadThatHadToBeSentAgain() throws Exception {
    startGroup();
    BusCaller caller = caller(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    LostReply.first(bus, QueryDone.class);
    // counters know no keys, so that it fails; but it is sent, and answered
    assertThat(end(caller.make(Call.get("k"))).sends().orElse(0)).isGreaterThan(1);
  }

  @Test
  void aCallThatIsGivenUpBeforeThereIsAMasterWasNeverSent() throws Exception {
    assertThat(end(caller(50).make(Call.add("n"))).sends()).hasValue(0);
  }

  private BusCaller caller(long deadlineMillis) {
    GroupClientOptions options =
        new GroupClientOptions().setGroup("sums").setDeadlineMillis(deadlineMillis);
    return new BusCaller(GroupClient.create(vertx, options), sends);
  }

  private void startGroup() {
    vertx.deployVerticle(new NameServerVerticle(new NameServerOptions())).await();
    MemberOptions options =
        new MemberOptions().setGroup("sums").setServerId(1).setVoters(List.of(1));
    vertx.deployVerticle(new MemberVerticle(new CounterFactory().create(), options)).await();
  }

  private static Answer end(Future<Answer> call) throws Exception {
    return call.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }
}
