package dev.understudy.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.group.ServerId;
import dev.understudy.log.Bytes;
import dev.understudy.log.Result;
import dev.understudy.log.SessionId;
import dev.understudy.member.Sickness;
import dev.understudy.service.SnapshotReader;
import io.vertx.core.json.JsonObject;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Protocol section 7 with real verticles: what is found is repaired, or ends. */
class RepairTest {

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

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aMisledBackupIsFoundByItsCheckTimerAndRepaired(boolean wrongMaster)
      throws InterruptedException {
    int master = client.server();
    int sick = master % 3 + 1;
    ServerId named = new ServerId(wrongMaster ? sick % 3 + 1 : master);
    group.forgetEvents();

    group.member(sick).onContext(node -> Sickness.mislead(node.member(), named));
    group.awaitStatus(
        sick,
        status -> !wrongMaster || Objects.equals(status.getInteger("master"), named.number()));
    assertThat(client.request(session, "10")).isEqualTo(returned("11"));

    JsonObject found = group.awaitEvent(event -> is(event, "inconsistency-detected", sick));
    assertThat(found.getString("trigger")).isEqualTo("timer");
    assertThat(found.getInteger("expected")).isEqualTo(master);
    group.awaitEvent(event -> is(event, "synchronization-completed", sick));
    JsonObject repaired = group.awaitStatus(sick, status -> status.getBoolean("inSync"));
    assertThat(repaired.getInteger("master")).isEqualTo(master);
    JsonObject right = group.status(master);
    group.awaitStatus(
        sick,
        status ->
            status.getLong("executedIndex").equals(right.getLong("executedIndex"))
                && status.getString("digest").equals(right.getString("digest")));
  }

  @Test
  void aServerThatCannotTakeTheStateEndsWithTheReasonAndTheRestGoesOn()
      throws InterruptedException {
    int returning = client.server() % 3 + 1;
    group.undeploy(returning);
    group.forgetEvents();

    group.deploy(new ForgetfulService(), LocalGroup.consistent(returning));

    JsonObject ended = group.awaitEvent(event -> is(event, "server-terminated", returning));
    assertThat(ended.getString("reason"))
        .startsWith("synchronization failed 3 times: ")
        .contains("no state of mine");
    Departure departure = LocalGroup.await(group.member(returning).departure());
    assertThat(departure.failed()).isTrue();
    assertThat(departure.reason()).isEqualTo(ended.getString("reason"));
    assertThat(client.request(session, "10")).isEqualTo(returned("11"));
  }

  private static boolean is(JsonObject event, String type, int server) {
    return event.getString("type").equals(type) && event.getInteger("server") == server;
  }

  private static Result returned(String value) {
    return new Result.Returned(Bytes.utf8(value));
  }

  /** Reads no state but the one that it began with. */
  private static final class ForgetfulService extends SumService {

    @Override
    public void restore(SnapshotReader in) {
      if (in.readLong() != 0) {
        throw new IllegalStateException("no state of mine");
      }
    }
  }
}
