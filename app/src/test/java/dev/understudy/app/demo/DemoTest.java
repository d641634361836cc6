package dev.understudy.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.app.Launcher;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demonstration does what it says. */
class DemoTest {

  @Test
  void theDemoLosesNothingAndLeavesOneMaster(@TempDir Path folder)
      throws IOException, InterruptedException {
    Path file = folder.resolve("demo.json");
    Path log = folder.resolve("demo.log");
    Process demo = Launcher.start(log, List.of("demo", "--json", file.toString()));
    Set<ProcessHandle> nodes = new HashSet<>();
    while (!demo.waitFor(100, TimeUnit.MILLISECONDS)) {
      demo.descendants().forEach(nodes::add);
    }
    String told = Files.readString(log);
    assertThat(demo.exitValue()).as(told).isZero();

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
    assertThat(told)
        .containsSubsequence("KILLS", "CUTS", "DUPLICATE: sees more than one master", "JOINS");
    assertThat(told.lines().filter(line -> line.contains("DUPLICATE")).findFirst())
        .get()
        .asString()
        .contains("name server");
    assertThat(told.substring(told.indexOf("JOINS")))
        .contains("is master no more", "hands ", "recovery 2, synchronization");
    assertThat(nodes).hasSizeGreaterThanOrEqualTo(4).noneMatch(ProcessHandle::isAlive);
  }
}
