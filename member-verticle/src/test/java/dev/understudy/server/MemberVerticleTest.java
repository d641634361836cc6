package dev.understudy.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.group.DivergedPolicy;
import dev.understudy.group.ServerId;
import dev.understudy.log.Bytes;
import dev.understudy.log.Result;
import dev.understudy.log.SessionId;
import dev.understudy.service.Request;
import dev.understudy.wire.ControlProtocol;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MemberVerticleTest {

  private LocalGroup group;

  @BeforeEach
  void startANameServer() throws InterruptedException {
    group = new LocalGroup();
  }

  @AfterEach
  void stopAll() throws InterruptedException {
    group.close();
  }

  @Test
  void threeServersAnswerAsOneAndEndWithTheSameState() throws InterruptedException {
    deployThree();
    TestClient client = new TestClient(group.vertx, LocalGroup.NAME, 1);
    SessionId session = client.open();
    for (int i = 1; i <= 20; i++) {
      assertThat(client.request(session, "1")).isEqualTo(returned(i));
    }
    assertThat(client.query().result()).isEqualTo(returned(20));

    JsonObject master = group.status(client.server());
    for (int server = 1; server <= 3; server++) {
      JsonObject status =
          group.awaitStatus(
              server,
              one ->
                  one.getBoolean("inSync")
                      && one.getLong("executedIndex").equals(master.getLong("executedIndex")));
      assertThat(status.getString("digest")).isEqualTo(master.getString("digest"));
    }
  }

  @Test
  void aMasterThatIsUndeployedHandsOverFirst() throws InterruptedException {
    deployThree();
    TestClient client = new TestClient(group.vertx, LocalGroup.NAME, 1);
    SessionId session = client.open();
    client.request(session, "5");
    int master = client.server();
    MemberVerticle leaving = group.member(master);

    group.undeploy(master);

    assertThat(LocalGroup.await(leaving.departure()).failed()).isFalse();
    assertThat(client.request(session, "6")).isEqualTo(returned(11));
    assertThat(client.server()).isNotEqualTo(master);
  }

  @Test
  void whatTheServiceThrowsOrReturnsTooLargeIsTold() throws InterruptedException {
    deployThree();
    TestClient client = new TestClient(group.vertx, LocalGroup.NAME, 1);
    SessionId session = client.open();

    assertThat(client.request(session, "x")).isInstanceOf(Result.Threw.class);
    assertThat(client.request(session, "large")).isInstanceOf(Result.TooLarge.class);
    assertThat(client.request(session, "2")).isEqualTo(returned(2));
  }

  @Test
  void deploysByClassNameWithJson() throws InterruptedException {
    for (int server = 1; server <= 3; server++) {
      String service = server == 1 ? SumService.class.getName() : "sum";
      JsonObject config = LocalGroup.consistent(server).setService(service).toJson();
      LocalGroup.await(
          group.vertx.deployVerticle(
              MemberVerticle.class.getName(), new DeploymentOptions().setConfig(config)));
    }
    TestClient client = new TestClient(group.vertx, LocalGroup.NAME, 1);

    assertThat(client.request(client.open(), "3")).isEqualTo(returned(3));
  }

  @Test
  void aDeploymentThatCannotBeSaysWhy() {
    assertDeploymentFails(new JsonObject(), "\"group\" is missing");
    assertDeploymentFails(
        LocalGroup.consistent(1).setService("nobody").toJson(), "no service \"nobody\"");
    assertDeploymentFails(
        LocalGroup.consistent(1).setService("java.lang.String").toJson(), "a public Service");
    assertDeploymentFails(LocalGroup.consistent(1).toJson(), "\"service\" is missing");
  }

  @Test
  void aServiceThatBlocksIsCalledOnWorkerThreads() throws InterruptedException {
    for (int server = 1; server <= 3; server++) {
      group.deploy(new BlockingService(), LocalGroup.consistent(server));
    }
    TestClient client = new TestClient(group.vertx, LocalGroup.NAME, 1);
    SessionId session = client.open();

    Result first = client.request(session, "1");

    assertThat(first).isInstanceOf(Result.Returned.class);
    assertThat(((Result.Returned) first).value().toUtf8()).contains("worker");
  }

  @Test
  void aServerThatJoinsLateCatchesUp() throws InterruptedException {
    group.deploy(LocalGroup.consistent(1));
    group.deploy(LocalGroup.consistent(2));
    group.deploy(LocalGroup.consistent(3));
    TestClient client = new TestClient(group.vertx, LocalGroup.NAME, 1);
    SessionId session = client.open();
    client.request(session, "1");
    int backup = client.server() % 3 + 1;
    group.undeploy(backup);
    client.request(session, "2");

    group.deploy(LocalGroup.consistent(backup));

    JsonObject status = group.awaitStatus(backup, one -> one.getBoolean("inSync"));
    assertThat(status.getString("role")).isEqualTo("backup");
    assertThat(client.request(session, "3")).isEqualTo(returned(6));
  }

  @Test
  void aPersonMayAskAndCommand() throws InterruptedException {
    deployThree();
    TestClient client = new TestClient(group.vertx, LocalGroup.NAME, 1);
    client.request(client.open(), "4");
    int master = client.server();
    int target = master % 3 + 1;
    long index = group.status(master).getLong("executedIndex");
    group.awaitStatus(target, one -> one.getLong("executedIndex") >= index);

    assertThat(digest(target, index)).isEqualTo(digest(master, index));
    assertThat(group.command(target, new ControlProtocol.Check()).getString("done"))
        .startsWith("agreement");
    assertThat(group.command(target, new ControlProtocol.Diverged(0, 10)).encode())
        .isEqualTo("{\"records\":[],\"next\":null}");
    assertThat(error(group.command(target, transferTo(target)))).isEqualTo("not-master");
    assertThat(error(group.command(master, transferTo(77)))).isEqualTo("unknown-server");
    assertThat(error(group.command(master, new ControlProtocol.Recover()))).isEqualTo("refused");

    assertThat(group.command(master, transferTo(target)).getString("done")).isNotNull();
    group.awaitStatus(target, one -> one.getString("role").equals("master"));
  }

  @Test
  void twoMastersOfAnAvailableGroupBecomeOneAndNothingIsLost() throws InterruptedException {
    group.deploy(LocalGroup.available(1));
    group.deploy(LocalGroup.available(2));
    group.awaitStatus(1, one -> one.getJsonArray("inSyncServers").size() == 2);
    int master = group.status(1).getInteger("master");
    int backup = 3 - master;
    TestClient left = new TestClient(group.vertx, LocalGroup.NAME, master);
    SessionId session = left.open();
    left.request(session, "1");
    left.stay();
    awaitNobodyBehind(master, backup);

    cut(1, 2);
    cut(2, 1);
    group.awaitStatus(backup, one -> one.getString("role").equals("master"));
    TestClient right = new TestClient(group.vertx, LocalGroup.NAME, backup);
    right.stay();
    assertThat(right.request(right.open(), "10")).isEqualTo(returned(11));
    assertThat(left.request(session, "100")).isEqualTo(returned(101));
    assertThat(group.status(master).getString("role")).isEqualTo("master");
    join(1);
    join(2);

    group.awaitEvent(event -> event.getString("type").equals("diverged"));
    group.awaitStatus(1, one -> one.getInteger("divergedRecords") == 1);
    group.awaitStatus(2, one -> one.getInteger("divergedRecords") == 1);
    int survivor = group.status(1).getInteger("master");
    group.awaitStatus(3 - survivor, one -> one.getString("role").equals("backup"));
    assertThat(group.status(survivor).getString("role")).isEqualTo("master");
    requireRecord(survivor, survivor == master ? "MTE=" : "MTAx");
  }

  /** One record of the other server, which can be dropped. */
  private void requireRecord(int survivor, String result) throws InterruptedException {
    JsonObject record =
        group
            .command(survivor, new ControlProtocol.Diverged(0, 10))
            .getJsonArray("records")
            .getJsonObject(0);
    assertThat(record.getInteger("server")).isEqualTo(3 - survivor);
    assertThat(record.getJsonObject("result").getString("returned")).isEqualTo(result);
    ControlProtocol.Drop drop = new ControlProtocol.Drop(List.of(), OptionalInt.of(1));
    assertThat(group.command(survivor, drop).encode())
        .isEqualTo("{\"done\":\"dropped 1 diverged records\"}");
  }

  @Test
  void whatTheOtherMasterServedIsReplayedOnceWhereTheGroupWantsThat() throws InterruptedException {
    group.deploy(LocalGroup.available(1).setDivergedPolicy(DivergedPolicy.REPLAY));
    group.deploy(LocalGroup.available(2).setDivergedPolicy(DivergedPolicy.REPLAY));
    group.awaitStatus(1, one -> one.getJsonArray("inSyncServers").size() == 2);
    int master = group.status(1).getInteger("master");
    int backup = 3 - master;
    TestClient left = new TestClient(group.vertx, LocalGroup.NAME, master);
    SessionId session = left.open();
    left.request(session, "1");
    left.stay();
    awaitNobodyBehind(master, backup);
    cut(1, 2);
    cut(2, 1);
    group.awaitStatus(backup, one -> one.getString("role").equals("master"));
    TestClient right = new TestClient(group.vertx, LocalGroup.NAME, backup);
    right.stay();
    assertThat(right.request(right.open(), "10")).isEqualTo(returned(11));
    assertThat(left.request(session, "100")).isEqualTo(returned(101));

    join(1);
    join(2);

    group.awaitEvent(event -> event.getString("type").equals("diverged-replayed"));
    group.awaitStatus(backup, one -> one.getBoolean("inSync"));
    group.awaitStatus(master, one -> one.getBoolean("inSync"));
    for (int server : List.of(1, 2)) {
      group.awaitStatus(server, one -> one.getInteger("divergedRecords") == 0);
    }
    assertThat(left.request(session, "1000")).isEqualTo(returned(1111));
  }

  private void deployThree() throws InterruptedException {
    for (int server = 1; server <= 3; server++) {
      group.deploy(LocalGroup.consistent(server));
    }
  }

  /** On a starved machine the backup may have been left behind, as it may in an AVAILABLE group. */
  private void awaitNobodyBehind(int master, int backup) throws InterruptedException {
    group.awaitStatus(master, one -> one.getJsonArray("inSyncServers").size() == 2);
    long last = group.status(master).getLong("lastIndex");
    group.awaitStatus(
        backup, one -> one.getBoolean("inSync") && one.getLong("executedIndex") >= last);
  }

  private void cut(int server, int other) throws InterruptedException {
    isolate(server, other, 60_000);
  }

  private void join(int server) throws InterruptedException {
    isolate(server, server, 0);
  }

  private void isolate(int server, int other, long millis) throws InterruptedException {
    ControlProtocol.Cut cut = new ControlProtocol.Cut(List.of(new ServerId(other)), millis);
    assertThat(group.command(server, cut).containsKey("done")).isTrue();
  }

  private String digest(int server, long index) throws InterruptedException {
    return group.command(server, new ControlProtocol.DigestAt(index)).getString("digest");
  }

  private void assertDeploymentFails(JsonObject config, String message) {
    assertThatThrownBy(
            () ->
                LocalGroup.await(
                    group.vertx.deployVerticle(
                        MemberVerticle.class.getName(), new DeploymentOptions().setConfig(config))))
        .hasMessageContaining(message);
  }

  private static ControlProtocol.Transfer transferTo(int server) {
    return new ControlProtocol.Transfer(new ServerId(server));
  }

  private static String error(JsonObject answer) {
    return answer.getJsonObject("error", new JsonObject()).getString("code", answer.encode());
  }

  private static Result returned(long sum) {
    return new Result.Returned(Bytes.utf8(Long.toString(sum)));
  }

  /** Tells the thread it is called on. */
  private static final class BlockingService extends SumService {

    @Override
    public Buffer execute(Request request) {
      super.execute(request);
      return Buffer.buffer(Thread.currentThread().getName());
    }

    @Override
    public boolean isBlocking() {
      return true;
    }
  }
}
