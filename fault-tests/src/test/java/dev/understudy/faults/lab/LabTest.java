package dev.understudy.faults.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabTest {

  @TempDir Path folder;

  @BeforeEach
  void needsALab() {
    TestLab.need(Lab.missing());
  }

  @Test
  void nothingIsLeftAfterItIsClosed() {
    Letters zero;
    try (Lab lab = Lab.open(2)) {
      zero = Letters.on(lab, lab.host(0), folder);
      assertThat(zero.next()).isEqualTo("ready");
      String prefix = Namespaces.prefix();
      assertThat(TestLab.namespaces(Life.own().pid()))
          .containsExactlyInAnyOrder(prefix + "switch", prefix + "0", prefix + "1");
    }

    assertThat(zero.process().isAlive()).isFalse();
    assertThat(TestLab.namespaces(Life.own().pid())).isEmpty();
  }

  @Test
  void aProcessHasOneLabAtATime() {
    try (Lab lab = Lab.open(1)) {
      assertThat(lab.hosts()).hasSize(1);
      assertThatThrownBy(() -> Lab.open(1)).isInstanceOf(IllegalStateException.class);
    }
    Lab.open(1).close();
  }

  @Test
  void aProcessStandsStillAndGoesOn() throws IOException {
    try (Lab lab = Lab.open(1)) {
      HostProcess process = Letters.on(lab, lab.host(0), folder).process();
      Path state = Path.of("/proc", String.valueOf(process.pid()), "stat");
      assertThat(process.isStopped()).isFalse();

      process.pause();

      Patience.await("standstill", () -> read(state).contains(") T "));
      assertThat(process.isStopped()).isTrue();
      process.resume();
      Patience.await("going on", () -> !read(state).contains(") T "));
      process.pause();
      process.end();
      assertThat(process.isAlive()).isFalse();
    }
  }

  @Test
  void aProcessThatIsToEndDoesSoInItsOwnTime() {
    try (Lab lab = Lab.open(1)) {
      List<String> lines = new CopyOnWriteArrayList<>();
      String script =
          "trap 'sleep 0.3; echo left; exit 7' TERM; echo ready; while :; do sleep 0.1; done";
      Program program = Program.of("leaver", List.of("sh", "-c", script), folder);
      HostProcess process = lab.start(lab.host(0), program, lines::add);
      Patience.await("its start", () -> lines.contains("ready"));
      assertThat(process.exitCode()).isEmpty();

      process.end();

      assertThat(process.exitCode()).hasValue(7);
      assertThat(lines).endsWith("left");
    }
  }

  @Test
  void aKilledProcessIsGone() {
    try (Lab lab = Lab.open(1)) {
      Letters letters = Letters.on(lab, lab.host(0), folder);
      assertThat(letters.next()).isEqualTo("ready");
      assertThat(read(Path.of("/proc", String.valueOf(letters.process().pid()), "cmdline")))
          .contains(Correspondent.class.getName());

      letters.process().kill();

      assertThat(letters.process().isAlive()).isFalse();
    }
  }

  @Test
  void allLinesOfAProcessThatEndedAreHandedOn() {
    try (Lab lab = Lab.open(1)) {
      List<String> lines = new CopyOnWriteArrayList<>();
      Program program = Program.of("counts", List.of("seq", "5000"), folder);

      HostProcess process = lab.start(lab.host(0), program, lines::add);

      assertThat(process.await()).isTrue();
      assertThat(lines).hasSize(5000).endsWith("5000");
    }
  }

  @Test
  void theStandardErrorOfAProcessGoesToItsLog() {
    try (Lab lab = Lab.open(1)) {
      Program program = Program.of("complains", List.of("sh", "-c", "echo oh >&2"), folder);

      HostProcess process = lab.start(lab.host(0), program, line -> {});

      assertThat(process.await()).isTrue();
      assertThat(read(program.log())).isEqualTo("oh\n");
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "";
    }
  }
}
