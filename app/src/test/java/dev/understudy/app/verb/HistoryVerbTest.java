package dev.understudy.app.verb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.understudy.app.CommandRun;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The events of a group, as its history. */
class HistoryVerbTest {

  private static final String EVENTS =
      "GET /api/events?from=first&until=now&group=kv&types=" + String.join(",", Chronicle.TYPES);

  @AutoClose private final PlayedGateway gateway = new PlayedGateway();

  @Test
  void tellsWhoFollowedWhomWhyAndHowLongItTook() {
    happened(
        Streams.of("master-elected", 1, 1_000).put("by", "election"),
        Streams.of("master-stepped-down", 1, 5_000).put("reason", "no quorum"),
        Streams.of("master-elected", 2, 5_400).put("by", "election"));

    assertThat(entries())
        .extracting(entry -> entry.getValue("what"), entry -> entry.getValue("from"))
        .containsExactly(tuple("election", null), tuple("step-down", 1), tuple("election", 1));
    assertThat(entries().get(2).getInteger("to")).isEqualTo(2);
    assertThat(entries().get(2).getInteger("tookMillis")).isEqualTo(400);
  }

  @Test
  void tellsADoubleMastershipOnceHoweverManyNameServersSawIt() {
    JsonObject seen = Streams.of("duplicate-registration", 0, 1_000).put("retained", 1);
    happened(seen, seen.copy().put("time", 1_200), seen.copy().put("time", 60_000));
    assertThat(entries())
        .extracting(entry -> entry.getValue("time"))
        .containsExactly(1_000, 60_000);
  }

  @Test
  void tellsWhatARecoveryWasForAndHowLongItTook() {
    happened(
        Streams.of("inconsistency-detected", 2, 1_000).put("found", "another master"),
        Streams.of("server-aligned", 2, 1_010).put("master", 1),
        Streams.of("synchronization-started", 2, 1_020).put("from", 1),
        Streams.of("synchronization-completed", 2, 1_220));
    CommandRun run = history();

    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines().toList().get(0)).matches("WHEN +WHAT +FROM +TO +TOOK +WHY");
    assertThat(run.out()).containsPattern("synchronization +- +2 +200 ms +another master");
  }

  @Test
  void saysThatNothingIsKnownOfAQuietGroupAndFailsForAnUnknownOne() {
    happened();
    gateway.on("GET /api/groups/kv", 200, Statuses.group("kv", 1, 1).encode());
    assertThat(history().out()).startsWith("nothing is known that happened to kv");
    gateway.on("GET /api/groups/kv", 404, "{\"code\":\"unknown-group\",\"message\":\"m\"}");
    assertThat(history().exitCode()).isEqualTo(3);
  }

  private void happened(JsonObject... events) {
    StringBuilder stream = new StringBuilder(Streams.hello(events.length));
    long number = 0;
    for (JsonObject event : events) {
      stream.append(Streams.event(++number, event));
    }
    gateway.on(EVENTS, 200, stream.toString());
  }

  private List<JsonObject> entries() {
    return new JsonObject(history("--json").out())
        .getJsonArray("entries").stream().map(JsonObject.class::cast).toList();
  }

  private CommandRun history(String... more) {
    List<String> all = new ArrayList<>(List.of("history", "kv", "--endpoint", gateway.url()));
    all.addAll(List.of(more));
    return CommandRun.of(all.toArray(new String[0]));
  }
}
