package dev.understudy.app.verb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.app.CommandRun;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What a person sees of a stream of events. */
class WatchVerbTest {

  private static final JsonObject ELECTED =
      Streams.of("master-elected", 2, 1_790_000_000_412L).put("by", "election");
  private static final JsonObject CHECKED =
      Streams.of("check-completed", 2, 1_790_000_000_500L).put("result", "agreement");
  private static final JsonObject LOST =
      Streams.of("possible-loss", 3, 1_790_000_000_600L).put("reason", "\u001b[2Jno server|@ left");

  @AutoClose private final PlayedGateway gateway = new PlayedGateway();

  @Test
  void showsWhatIsWorthTellingOneLineEach() {
    stream("/api/events", Streams.event(1, ELECTED) + Streams.event(2, CHECKED) + loss(3));
    CommandRun run = watch("--events", "2");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines())
        .satisfiesExactly(
            elected ->
                assertThat(elected)
                    .matches("..:..:20\\.412  kv            server 2      is MASTER by .*4/2"),
            lost ->
                assertThat(lost).contains("server 3      something may be lost: ?[2Jno server|"));
    assertThat(run.out()).doesNotContain("check-completed").doesNotContain("\u001b");
  }

  @Test
  void showsEveryEventToWhoWantsAll() {
    stream("/api/events?group=kv", Streams.event(1, ELECTED) + Streams.event(2, CHECKED));
    assertThat(watch("kv", "--all", "--events", "2").out().lines().skip(1))
        .singleElement()
        .asString()
        .endsWith("server 2      check-completed result=agreement");
  }

  @Test
  void writesOneDocumentALineForMachines() {
    stream("/api/events?types=master-elected,diverged&from=first", Streams.event(7, ELECTED));
    CommandRun run =
        watch("--json", "--types", "master-elected,diverged", "--from-first", "--events", "1");
    assertThat(run.out()).isEqualTo(ELECTED.encode() + System.lineSeparator());
  }

  @Test
  void connectsAgainAndGoesOnAfterTheLastEvent() {
    stream("/api/events", Streams.event(7, ELECTED));
    CommandRun run = watch("--events", "2");

    assertThat(run.out().lines()).hasSize(2);
    assertThat(run.err()).contains("the stream ended; looking for another one");
    assertThat(gateway.lastEventIds()).containsExactly("", "5f3a-7");
  }

  @Test
  void saysThatEventsAreMissing() {
    String gap = "event: gap\nid: 5f3a-8\ndata: {\"reason\":\"the gateway was restarted\"}\n\n";
    stream("/api/events", gap + Streams.event(9, ELECTED));
    assertThat(watch("--events", "1").err())
        .isEqualTo(
            "understudy: some events are missing here: the gateway was restarted"
                + System.lineSeparator());
  }

  @Test
  void failsAsOthersDoWhereItIsRefused() {
    gateway.on("GET /api/events", 401, "{\"code\":\"unauthorized\",\"message\":\"m\"}");
    assertThat(watch()).isEqualTo(new CommandRun(5, "", "understudy: m\n"));
    assertThat(CommandRun.of("watch", "--endpoint", "http://127.0.0.1:9").exitCode()).isEqualTo(6);
    assertThat(watch("--types", "Nonsense").exitCode()).isEqualTo(2);
  }

  private static String loss(long number) {
    return Streams.event(number, LOST);
  }

  private void stream(String path, String events) {
    gateway.on("GET " + path, 200, Streams.hello(0) + events);
  }

  private CommandRun watch(String... arguments) {
    List<String> all = new ArrayList<>(List.of("watch", "--endpoint", gateway.url()));
    all.addAll(List.of(arguments));
    return CommandRun.of(all.toArray(new String[0]));
  }
}
