package dev.understudy.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.app.CommandRun;
import dev.understudy.app.Patience;
import dev.understudy.app.demo.Pair.Given;
import dev.understudy.app.demo.Pair.Repair;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Protocol sections 3, 7 and 10: an AVAILABLE group of two, in real processes. */
class PairTest {

  private static final int WRITES = 5;

  private final Pair pair = new Pair();

  @BeforeEach
  void start() {
    pair.start();
  }

  @AfterEach
  void stop() {
    pair.close();
  }

  @Test
  void servesWhicheverIsKilledAndKeepsEveryWriteOfTwoMasters(@TempDir Path folder)
      throws IOException {
    int master = pair.master();
    pair.kill(master);
    assertThat(
            pair.putPatiently(DemoCluster.NAME_SERVER, "killed", "master")
                .result()
                .getValue("previous"))
        .isNull();
    pair.startAgain(master);
    pair.kill(master);
    assertThat(
            pair.putPatiently(DemoCluster.NAME_SERVER, "killed", "backup")
                .result()
                .getValue("previous"))
        .isEqualTo("master");
    pair.startAgain(master);

    pair.split();
    List<Given> given = new ArrayList<>(writes(1));
    given.addAll(writes(2));
    Repair repair = pair.join();

    int survivor = repair.survivor();
    int loser = 3 - survivor;
    assertThat(pair.value("by-" + survivor)).isEqualTo("" + (WRITES - 1));
    assertThat(pair.records("by-" + survivor)).isEmpty();
    assertThat(pair.value("by-" + loser)).isEqualTo("null");
    requireRecorded(given.stream().filter(one -> one.server() == loser).toList(), loser);

    requireExported(folder.resolve("records.json"), loser);
    requireDone(pair.diverged("replay"));

    Patience.await(
        "all replayed", Duration.ofSeconds(20), () -> pair.records("by-" + loser).isEmpty());
    assertThat(pair.value("by-" + loser)).isEqualTo("" + (WRITES - 1));
    requireDone(pair.diverged("drop"));
    assertThat(pair.diverged().out()).contains("no diverged records");
  }

  private void requireExported(Path file, int loser) throws IOException {
    assertThat(pair.diverged().out()).contains("SESSION", "by-" + loser);
    requireDone(pair.diverged("export", "--output", file.toString()));
    List<String> keys =
        new JsonObject(Files.readString(file))
            .getJsonArray("records").stream()
                .map(record -> ((JsonObject) record).getJsonObject("payload").getString("key"))
                .toList();
    assertThat(keys).filteredOn(("by-" + loser)::equals).hasSize(WRITES);
  }

  private static void requireDone(CommandRun run) {
    assertThat(run.exitCode()).as(run.toString()).isZero();
  }

  /** Each once, in order, with the result that its client was given. */
  private void requireRecorded(List<Given> given, int loser) {
    List<JsonObject> records = pair.records("by-" + loser);
    assertThat(records).hasSize(WRITES);
    for (int i = 0; i < WRITES; i++) {
      JsonObject record = records.get(i);
      assertThat(record.getJsonObject("payload").getString("value"))
          .isEqualTo(given.get(i).value());
      assertThat(record.getJsonObject("result")).isEqualTo(given.get(i).result());
      assertThat(record.getInteger("server")).isEqualTo(loser);
    }
  }

  private List<Given> writes(int server) {
    List<Given> given = new ArrayList<>();
    for (int i = 0; i < WRITES; i++) {
      given.add(pair.put(server, "by-" + server, "" + i));
    }
    return given;
  }
}
