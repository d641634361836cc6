package dev.understudy.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A use of a verb where all is well.
 *
 * @param arguments of the verb, the group aside
 * @param exitCode of it
 * @param text what it tells people
 * @param field that its document has, for machines
 */
record VerbUse(String verb, List<String> arguments, int exitCode, String text, String field) {

  static final String PUT = "{\"op\":\"put\",\"key\":\"a\",\"value\":\"%s\"}";
  static final String GET = "{\"op\":\"get\",\"key\":\"a\"}";

  /** What may be used at any time, and all at once. */
  static final List<VerbUse> AT_ONCE =
      List.of(
          VerbUse.of("query", "{\"value\":", "result", GET),
          VerbUse.of("groups", "kv", "groups"),
          VerbUse.of("status", "IN SYNC", "servers"),
          VerbUse.of("health", "healthy", "healthy", "--servers", "3"),
          VerbUse.of("top", "kv", "statuses", "--rounds", "1"),
          VerbUse.of("check", "SERVER ID", "checks"),
          VerbUse.of("verify", "SERVER ID", "consistent"),
          VerbUse.of("diverged", "no diverged records", "records"),
          VerbUse.of("diverged", "\"records\"", "records", "export"),
          VerbUse.of("drill", "knows of no drill", "drills"));

  /** What changes something, or tells what has changed; one after the other. */
  static final List<VerbUse> IN_TURN =
      List.of(
          VerbUse.of("request", "{\"previous\":", "result", PUT.formatted("1")),
          VerbUse.of("transfer", "2", "done", "2"),
          VerbUse.of("hand-over", "is the master of kv", "to", "--id", "2"),
          VerbUse.of("diverged", "replayed 0 diverged records", "done", "replay"),
          VerbUse.of("diverged", "dropped 0 ", "done", "drop", "--expected", "0"),
          VerbUse.of("history", "WHEN", "entries"),
          VerbUse.of("watch", "server ", "type", "--from-first", "--events", "1"),
          new VerbUse("recover", List.of("--from", "1"), ExitCode.REFUSED, "understudy: ", "code"));

  static VerbUse of(String verb, String text, String field, String... arguments) {
    return new VerbUse(verb, List.of(arguments), ExitCode.OK, text, field);
  }

  List<String> words(String group) {
    List<String> words = new ArrayList<>(List.of(verb));
    if (verb.equals("hand-over")) {
      words.add("--group");
    }
    if (!verb.equals("groups")) {
      words.add(group);
    }
    words.addAll(arguments);
    return words;
  }

  /** One use of every verb. */
  static Stream<VerbUse> every() {
    return Stream.concat(AT_ONCE.stream(), IN_TURN.stream());
  }

  /** What a function makes of each, two at a time, in their order. */
  static List<CommandRun> all(List<VerbUse> uses, Function<VerbUse, CommandRun> run) {
    return uses.parallelStream().map(run).toList();
  }

  static void requireError(List<VerbUse> uses, List<CommandRun> runs, int exitCode, String code) {
    for (int i = 0; i < uses.size(); i++) {
      CommandRun run = runs.get(i);
      assertThat(run.exitCode()).as(uses.get(i) + " " + run).isEqualTo(exitCode);
      assertThat(run.out()).as(uses.get(i).toString()).isEmpty();
      assertThat(new JsonObject(run.err()).getString("code"))
          .as(uses.get(i).toString())
          .isEqualTo(code);
    }
  }
}
