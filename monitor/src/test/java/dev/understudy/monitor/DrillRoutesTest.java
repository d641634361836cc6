package dev.understudy.monitor;

import static dev.understudy.monitor.TestCluster.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.group.ServerId;
import dev.understudy.monitor.TestGateway.Answer;
import dev.understudy.nameserver.NameServerOptions;
import dev.understudy.nameserver.NameServerVerticle;
import dev.understudy.server.MemberOptions;
import dev.understudy.server.MemberVerticle;
import dev.understudy.wire.Addresses;
import dev.understudy.wire.ControlProtocol;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Drills by HTTP, with a node that is played: where they are possible, begun, told, and ended. */
class DrillRoutesTest {

  private static final String GROUP = "/api/groups/diary";
  private static final String DRILLS = GROUP + "/drills";
  private static final String CRASH = "{\"drill\":\"crash\",\"serverId\":1}";

  private static final JsonObject STOP = new JsonObject().put("drill", "stop");

  private final Vertx vertx = Vertx.vertx();
  private final Queue<JsonObject> orders = new ConcurrentLinkedQueue<>();
  private TestGateway gateway = new TestGateway(0);
  private String server = "";

  @BeforeEach
  void start() throws InterruptedException {
    await(vertx.deployVerticle(new NameServerVerticle(new NameServerOptions())));
    MemberOptions member =
        new MemberOptions().setGroup("diary").setServerId(1).setVoters(List.of(1));
    server = await(vertx.deployVerticle(new MemberVerticle(new Diary(), member)));
    MonitorVerticle monitor = new MonitorVerticle(new MonitorOptions().setPort(0));
    await(vertx.deployVerticle(monitor));
    gateway = new TestGateway(monitor.actualPort());
    gateway.getUntil(GROUP, status -> status.getValue("master") != null);
  }

  @AfterEach
  void stop() throws InterruptedException {
    await(vertx.close());
  }

  @Test
  void saysWithWhichServersTheyArePossible() throws InterruptedException {
    assertThat(gateway.get(DRILLS).json())
        .isEqualTo(new JsonObject().put("open", new JsonArray()).put("drills", new JsonArray()));

    playANode(ControlProtocol.done("they are"));

    assertThat(gateway.get(DRILLS).json().getJsonArray("open")).containsExactly(1);
    assertThat(orders).containsExactly(new JsonObject().put("drill", "ask"));
  }

  @Test
  void aServerWhoseNodeRefusesThemIsNotOffered() throws InterruptedException {
    playANode(ControlProtocol.error(ControlProtocol.REFUSED, "other servers run on its node too"));

    assertThat(gateway.get(DRILLS).json().getJsonArray("open")).isEmpty();
    gateway.post(DRILLS, CRASH).requireError(409, "refused");
  }

  @Test
  void isRefusedWhereNobodyTakesTheOrder() throws InterruptedException {
    Answer refused = gateway.post(DRILLS, CRASH);

    refused.requireError(409, "refused");
    assertThat(refused.json().getString("message")).contains("--drills");
    assertThat(gateway.get(DRILLS).json().getJsonArray("drills")).isEmpty();
  }

  @Test
  void aGroupThatDoesNotExistHasNone() throws InterruptedException {
    String nobodys = "/api/groups/nobody/drills";
    gateway.get(nobodys).requireError(404, "unknown-group");
    gateway.post(nobodys, CRASH).requireError(404, "unknown-group");
    gateway.delete(nobodys, "").requireError(404, "unknown-group");
    gateway.post(DRILLS, CRASH.replace('1', '2')).requireError(404, "unknown-server");
  }

  @Test
  void isBegunToldAndEnded() throws InterruptedException {
    playANode(ControlProtocol.done("as ordered"));

    Answer begun = gateway.post(DRILLS, CRASH);

    assertThat(begun.status()).isEqualTo(202);
    assertThat(begun.json().getString("phase")).isEqualTo("running");
    gateway.post(DRILLS, CRASH).requireError(409, "refused");
    gateway.delete(DRILLS, "");
    JsonObject over = gateway.getUntil(DRILLS, all -> "over".equals(latest(all).getValue("phase")));
    assertThat(latest(over).getString("stopped")).isEqualTo("somebody wanted it to end");
    assertThat(gateway.delete(DRILLS, "").json())
        .isEqualTo(ControlProtocol.done("no drill goes on"));
    assertThat(orders)
        .contains(
            new JsonObject().put("drill", "crash").put("millis", 5_000),
            new JsonObject().put("drill", "stop"));
  }

  @Test
  void isEndedAtOnceWhenThereIsNoMasterForLongerThanItAllows() throws InterruptedException {
    playANode(ControlProtocol.done("as ordered"));
    gateway.post(
        DRILLS,
        "{\"drill\":\"crash\",\"serverId\":1,\"millis\":60000,\"mostMillisWithoutMaster\":200}");

    await(vertx.undeploy(server));

    JsonObject ended =
        gateway.getUntil(DRILLS, all -> !"running".equals(latest(all).getValue("phase")));
    assertThat(latest(ended).getString("stopped")).isEqualTo("no master for more than 200 ms");
    assertThat(latest(ended).getLong("endedAfterMillis")).isLessThan(60_000);
    assertThat(orders).contains(new JsonObject().put("drill", "stop"));
  }

  @Test
  void isToldToEndUntilItsNodeAnswers() throws InterruptedException {
    playANode(
        order -> {
          boolean deaf = STOP.equals(order) && Collections.frequency(orders, STOP) < 3;
          return deaf ? Optional.empty() : Optional.of(ControlProtocol.done("as ordered"));
        });
    gateway.post(DRILLS, "{\"drill\":\"crash\",\"serverId\":1,\"millis\":60000}");

    gateway.delete(DRILLS, "").requireError(504, "deadline-exceeded");

    JsonObject ended =
        gateway.getUntil(DRILLS, all -> !"running".equals(latest(all).getValue("phase")));
    assertThat(latest(ended).getString("stopped")).isEqualTo("somebody wanted it to end");
    assertThat(Collections.frequency(orders, STOP)).isGreaterThanOrEqualTo(3);
  }

  @Test
  void isStoppedWhereItsNodeDoesNotSayWhetherItBegan() throws InterruptedException {
    playANode(
        order ->
            STOP.equals(order)
                ? Optional.of(ControlProtocol.done("as ordered"))
                : Optional.empty());

    gateway.post(DRILLS, CRASH).requireError(504, "deadline-exceeded");

    JsonObject ended =
        gateway.getUntil(DRILLS, all -> !"running".equals(latest(all).getValue("phase")));
    assertThat(latest(ended).getString("stopped"))
        .isEqualTo("its node did not say whether it had begun");
    assertThat(orders).contains(STOP);
  }

  @Test
  void whatAnotherGatewayBeganIsEndedToo() throws InterruptedException {
    playANode(ControlProtocol.done("the drill ends").put("ended", true));

    assertThat(gateway.delete(DRILLS, "").json()).isEqualTo(ControlProtocol.done("the drill ends"));
    assertThat(orders).contains(STOP);
  }

  private static JsonObject latest(JsonObject all) {
    return all.getJsonArray("drills").getJsonObject(0);
  }

  /** A node that answers so to every order, and does nothing. */
  private void playANode(JsonObject answer) throws InterruptedException {
    playANode(order -> Optional.of(answer));
  }

  /** A node that answers as it is told, or not at all. */
  private void playANode(Function<JsonObject, Optional<JsonObject>> answers)
      throws InterruptedException {
    await(
        vertx
            .eventBus()
            .<JsonObject>consumer(
                Addresses.drills("diary", new ServerId(1)),
                order -> {
                  orders.add(order.body());
                  answers.apply(order.body()).ifPresent(order::reply);
                })
            .completion());
  }
}
