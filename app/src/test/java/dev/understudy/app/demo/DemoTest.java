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
    // the name server saw both masters while they were cut from each other, before any repair
    assertThat(run.out())
        .containsSubsequence("KILLS", "CUTS", "DUPLICATE: sees more than one master", "JOINS");
    assertThat(run.out().lines().filter(line -> line.contains("DUPLICATE")).findFirst())
        .get()
        .asString()
        .contains("name server");
    assertThat(run.out().substring(run.out().indexOf("JOINS")))
        .contains("is master no more", "hands ", "recovery 2, synchronization");
    assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive)).isEmpty();
  }
}
