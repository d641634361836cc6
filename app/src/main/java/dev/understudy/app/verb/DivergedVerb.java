package dev.understudy.app.verb;

import dev.understudy.app.ExitCode;
import dev.understudy.app.Failure;
import dev.understudy.wire.Documents;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy diverged}. */
@Command(
    name = "diverged",
    description = {
      "Lists, exports, replays or drops what the losing side of a double mastership answered.",
      "Those requests are in no surviving history until they are replayed into it."
    },
    footer = {
      "",
      "EXAMPLES",
      "  understudy diverged kv",
      "  understudy diverged kv export --output diverged.json",
      "  understudy diverged kv replay",
      "  understudy diverged kv drop --expected 109"
    })
final class DivergedVerb extends Verb {

  private static final String RECORDS = "records";

  /** What to do with the records; in lower case, as it is typed. */
  enum Action {
    list,
    export,
    replay,
    drop
  }

  @Parameters(index = "0", paramLabel = "GROUP", description = "The group's name.")
  private String group = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "ACTION",
      defaultValue = "list",
      description = "One of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private Action action = Action.list;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Where export writes. Default: standard output.")
  private Optional<Path> file = Optional.empty();

  @Option(
      names = "--expected",
      paramLabel = "N",
      description =
          "How many records there are to replay or to drop, as far as you know: where there are not"
              + " so many, nothing is done. Default: as many as there are.")
  private Optional<Integer> expected = Optional.empty();

  @Override
  int run(Gateway gateway, Output output) {
    String path = Gateway.path(group, "diverged");
    switch (action) {
      case list -> list(all(gateway, path), output);
      case export -> export(all(gateway, path), output);
      case replay ->
          Done.show(gateway.post(path + "/replays", wanted().toBuffer()), "replayed", output);
      case drop -> Done.show(gateway.delete(path, wanted().toBuffer()), "dropped", output);
    }
    return ExitCode.OK;
  }

  /** Names all records, as many as there are expected to be. */
  private JsonObject wanted() {
    JsonObject all = new JsonObject();
    expected.ifPresent(number -> all.put("expected", number));
    return all;
  }

  /** All records; the gateway tells them in pages. */
  private static JsonObject all(Gateway gateway, String path) {
    JsonObject all = gateway.get(path).json();
    while (all.getValue("next") instanceof Number next) {
      JsonObject page = gateway.get(path + "?from=" + next.longValue()).json();
      JsonArray records = new JsonArray();
      Documents.objects(all, RECORDS).forEach(records::add);
      Documents.objects(page, RECORDS).forEach(records::add);
      all.put(RECORDS, records).put("next", page.getValue("next"));
    }
    return all;
  }

  private static void list(JsonObject document, Output output) {
    if (output.json()) {
      output.document(document);
      return;
    }
    List<JsonObject> records = Documents.objects(document, RECORDS);
    if (records.isEmpty()) {
      output.line("no diverged records");
      return;
    }
    Table table = new Table("EPOCH", "INDEX", "SERVER", "SESSION", "SEQUENCE", "PAYLOAD", "RESULT");
    for (JsonObject each : records) {
      table.row(
          each.getValue("epoch"),
          each.getValue("index"),
          each.getValue("server"),
          each.getValue("session"),
          each.getValue("sequence"),
          each.getValue("payload"),
          each.getValue("result"));
    }
    output.table(table);
  }

  private void export(JsonObject document, Output output) {
    if (file.isEmpty()) {
      output.line(document.encodePrettily());
      return;
    }
    Path target = file.get();
    try {
      Files.writeString(target, document.encodePrettily() + System.lineSeparator());
    } catch (IOException e) {
      throw Failure.error("cannot write " + target + ": " + e.getMessage());
    }
    int count = Documents.objects(document, RECORDS).size();
    if (output.json()) {
      output.document(new JsonObject().put("exported", count).put("file", target.toString()));
    } else {
      output.line(count + " records written to " + target);
    }
  }
}
