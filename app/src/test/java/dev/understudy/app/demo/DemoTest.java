package dev.understudy.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.app.CommandRun;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demonstration does what it says. */
class DemoTest {

  @Test
  void theDemoLosesNothingAndLeavesOneMaster(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("demo.json");
    CommandRun run = CommandRun.of("demo", "--json", file.toString());
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();

    JsonObject outcome = new JsonObject(Files.readString(file));
    assertThat(outcome.fieldNames())
        .containsExactly(
            "acknowledged", "lost", "failoverMillis", "masters", "recoveries", "consistent");
    assertThat(outcome.getInteger("acknowledged")).isPositive();
    assertThat(outcome.getInteger("lost")).isZero();
    assertThat(outcome.getInteger("masters")).isEqualTo(1);
    assertThat(outcome.getInteger("recoveries")).isPositive();
    assertThat(outcome.getBoolean("consistent")).isTrue();
    assertThat(run.out()).contains("DUPLICATE", "KILLS", "CUTS", "JOINS");
    assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive)).isEmpty();
  }
}
