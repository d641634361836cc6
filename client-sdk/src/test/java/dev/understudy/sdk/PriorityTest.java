package dev.understudy.sdk;

import static dev.understudy.sdk.TestCluster.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.server.MemberOptions;
import dev.understudy.server.TimingOptions;
import dev.understudy.wire.Addresses;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Protocol section 7: a priority moves the mastership once, and only a higher one does. */
class PriorityTest {

  private static final int CHECK_MILLIS = 100;
  private static final int CHECKS = 15;
  private static final long REQUEST_MILLIS = 5;
  private static final long PATIENCE_SECONDS = 30;

  private final TestCluster cluster;
  private final ConcurrentLinkedQueue<JsonObject> events = new ConcurrentLinkedQueue<>();
  private final List<Future<Buffer>> results = new ArrayList<>();

  PriorityTest() throws InterruptedException {
    cluster = new TestCluster(1);
  }

  @BeforeEach
  void listen() throws InterruptedException {
    await(
        cluster
            .node(0)
            .eventBus()
            .<JsonObject>consumer(Addresses.EVENTS, event -> events.add(event.body()))
            .completion());
  }

  @AfterEach
  void stop() throws InterruptedException {
    cluster.stop();
  }

  @Test
  void aServerWithAHigherWeightTakesTheMastershipOnceAndNoRequestFails()
      throws InterruptedException {
    int joining = startAllButABackup("rising", 0);
    GroupClient client = client("rising");
    await(client.execute(Buffer.buffer("first")));
    long load = requestSteadily(client);
    events.clear();

    startServer("rising", joining, 5);

    awaitUntil("a take-over", () -> !takeovers("rising").isEmpty());
    awaitChecks("rising", 1, 2, 3);
    cluster.node(0).cancelTimer(load);
    await(settled());
    assertThat(elections("rising")).singleElement().isEqualTo(joining);
    assertThat(takeovers("rising")).singleElement().isEqualTo(joining);
    assertThat(cluster.status("rising", joining).getString("role")).isEqualTo("master");
    assertThat(requests()).allMatch(Future::succeeded);
    String lines = await(client.query(Buffer.buffer())).toString();
    assertThat(lines.lines()).hasSize(requests().size() + 1);
  }

  @Test
  void equalWeightsNeverMoveTheMastership() throws InterruptedException {
    int joining = startAllButABackup("equal", 7);
    events.clear();

    startServer("equal", joining, 7);

    awaitChecks("equal", 1, 2, 3);
    assertThat(elections("equal")).isEmpty();
  }

  private void startServer(String group, int server, long weight) throws InterruptedException {
    cluster.startServer(
        new MemberOptions()
            .setGroup(group)
            .setServerId(server)
            .setVoters(List.of(1, 2, 3))
            .setWeight(weight)
            .setTimings(
                new TimingOptions()
                    .setCheckMillis(CHECK_MILLIS)
                    .setTakeoverCooldownMillis(2 * CHECK_MILLIS)));
  }

  private GroupClient client(String group) {
    return GroupClient.create(cluster.node(0), new GroupClientOptions().setGroup(group));
  }

  private long requestSteadily(GroupClient client) {
    return cluster
        .node(0)
        .setPeriodic(REQUEST_MILLIS, id -> keep(client.execute(Buffer.buffer("a line"))));
  }

  private synchronized void keep(Future<Buffer> result) {
    results.add(result);
  }

  private synchronized List<Future<Buffer>> requests() {
    return List.copyOf(results);
  }

  private Future<?> settled() {
    return Future.join(requests());
  }

  /** A group with one server missing, in which a take-over could come at any time. */
  private int startAllButABackup(String group, long weight) throws InterruptedException {
    for (int server = 1; server <= 3; server++) {
      startServer(group, server, weight);
    }
    awaitUntil("a master", () -> !elections(group).isEmpty());
    int master = elections(group).get(0);
    int backup = master % 3 + 1;
    cluster.stopServer(group, backup);
    awaitChecks(group, master);
    return backup;
  }

  private void awaitChecks(String group, int... servers) throws InterruptedException {
    for (int server : servers) {
      long before = checks(group, server);
      awaitUntil("checks of " + server, () -> checks(group, server) >= before + CHECKS);
    }
  }

  private long checks(String group, int server) {
    return servers(group, "check-completed").stream().filter(one -> one == server).count();
  }

  private List<Integer> elections(String group) {
    return servers(group, "master-elected");
  }

  private List<Integer> takeovers(String group) {
    return servers(group, "takeover-completed");
  }

  private List<Integer> servers(String group, String type) {
    return events.stream()
        .filter(event -> event.getString("group").equals(group))
        .filter(event -> event.getString("type").equals(type))
        .map(event -> event.getInteger("server"))
        .toList();
  }

  private void awaitUntil(String what, BooleanSupplier so) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!so.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not in time: " + what + "; " + events);
      }
      await(cluster.node(0).timer(10, TimeUnit.MILLISECONDS));
    }
  }
}
