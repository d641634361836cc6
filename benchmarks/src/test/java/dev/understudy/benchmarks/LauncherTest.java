package dev.understudy.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher, with a real cluster of processes and very little to measure. */
class LauncherTest {

  private static final long BOUND_MINUTES = 5;

  private static final String EARLIER =
      "{\"scale\":{\"groups\":10,\"coresByProcess\":{\"member-1\":0.02},\"coresByThreads\":{}}}";

  private record Ended(int exitCode, String out, String err) {}

  @Test
  void measuresAGroupBesideTheEventBusAndLosesNothing(@TempDir Path folder)
      throws IOException, InterruptedException {
    Path file = folder.resolve("bench.json");
    Ended bench =
        bench(
            folder,
            List.of(
                "--operations=write,read",
                "--modes=consistent,available",
                "--depths=16",
                "--payloads=64",
                "--rounds=1",
                "--window=500ms",
                "--warm-up=8s",
                "--plots=" + folder.resolve("plots"),
                "--json=" + file));
    assertThat(bench.exitCode()).as(bench.err()).isZero();
    assertThat(bench.err())
        .containsPattern("bench-consistent: .* nothing lost, nothing twice")
        .containsPattern("bench-available: .* nothing lost, nothing twice");
    assertThat(bench.out().lines().filter(line -> line.startsWith("write "))).hasSize(2);
    assertThat(folder.resolve("plots").resolve("throughput.svg")).content().contains("write");
    JsonObject report = new JsonObject(Files.readString(file));
    assertThat(report.getJsonArray("cases")).hasSize(4);
    for (Object one : report.getJsonArray("cases")) {
      JsonObject json = (JsonObject) one;
      assertThat(json.getDouble("baselinePerSecond")).isPositive();
      assertThat(json.getDouble("perSecond")).isPositive();
      assertThat(json.getDouble("ratio")).isPositive();
      assertThat(json.getDouble("mapPerSecond")).isPositive();
      assertThat(json.getDouble("p99Micros")).isGreaterThanOrEqualTo(json.getDouble("p50Micros"));
    }
  }

  @Test
  void drawsWhatAnEarlierRunWrote(@TempDir Path folder) throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("scale.json"), EARLIER);
    Ended bench = bench(folder, List.of("--plots=" + folder, "--from=" + file));
    assertThat(bench.exitCode()).as(bench.err()).isZero();
    assertThat(folder.resolve("scale.svg")).content().contains("member-1");
  }

  @Test
  void whatCannotBeMeasuredIsAUsageError(@TempDir Path folder)
      throws IOException, InterruptedException {
    Ended bench = bench(folder, List.of("--depths=0"));
    assertThat(bench.exitCode()).isEqualTo(2);
    assertThat(bench.err()).contains("--depths takes 1 to");
  }

  private static Ended bench(Path folder, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(launcher().toString(), "bench"));
    command.addAll(arguments);
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      assertThat(process.waitFor(BOUND_MINUTES, TimeUnit.MINUTES)).isTrue();
      return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    } finally {
      process.destroyForcibly();
    }
  }

  private static Path launcher() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("understudy"))) {
      folder = folder.resolve("..").normalize();
    }
    return folder.resolve("understudy");
  }
}
