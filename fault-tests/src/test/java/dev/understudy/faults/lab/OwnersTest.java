package dev.understudy.faults.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a lab whose process ends, whenever and however it does. */
class OwnersTest {

  /**
   * Orders that make namespaces are kept back until there is a file, or nobody waits for them any
   * more.
   */
  private static final String SLOW_IP =
      """
      #!/bin/sh
      echo "$*" >> %1$s/calls
      if [ "$*" = "-batch -" ]; then
        touch %1$s/under-way
        while kill -0 $PPID && ! [ -e %1$s/go ]; do sleep 0.05; done
      fi
      exec %2$s "$@"
      """;

  private static final String BROKEN =
      """
      #!/bin/sh
      echo no such thing here
      exit 1
      """;

  @TempDir Path folder;
  private final List<Process> owners = new ArrayList<>();

  @BeforeEach
  void needsALab() {
    TestLab.need(Lab.missing());
  }

  @AfterEach
  void noOwnerIsLeft() {
    owners.forEach(Process::destroyForcibly);
  }

  @Test
  void nothingIsLeftWhenItsOwnerEnds() throws IOException {
    Process owner = owner(LabOwner.class);
    long child = Long.parseLong(line(owner));
    assertThat(namespaces(owner)).isNotEmpty();

    // SIGTERM
    owner.destroy();

    awaitEnd(owner);
    assertThat(namespaces(owner)).isEmpty();
    Patience.await("the end of the owner's process", () -> Life.of(child).isEmpty());
  }

  @Test
  void nothingIsLeftAfterCtrlC() throws IOException {
    Process owner = owner(LabOwner.class);
    long child = Long.parseLong(line(owner));

    pressCtrlC(owner);

    awaitEnd(owner);
    assertThat(namespaces(owner)).isEmpty();
    Patience.await("the end of the owner's process", () -> Life.of(child).isEmpty());
  }

  @Test
  void nothingIsLeftWhenTheEndComesWhileTheLabIsBuilt() throws IOException {
    slowIp();
    Process owner = owner(BuildingOwner.class);
    Patience.await("the building", () -> Files.exists(folder.resolve("under-way")));

    // SIGTERM; a process that is destroyed itself is read no more
    owner.toHandle().destroy();

    assertThat(line(owner)).isEqualTo("waits");
    assertThat(owner.isAlive()).isTrue();
    Files.createFile(folder.resolve("go"));
    awaitEnd(owner);
    assertThat(namespaces(owner)).isEmpty();
    // what was begun is finished, but nothing more is begun
    assertThat(Files.readAllLines(folder.resolve("calls")))
        .contains("-batch -")
        .noneMatch(call -> call.endsWith("-switch -batch -"));
  }

  @Test
  void nothingIsLeftAfterCtrlCWhileTheLabIsBuilt() throws IOException {
    slowIp();
    Process owner = owner(LabOwner.class);
    Patience.await("the building", () -> Files.exists(folder.resolve("under-way")));

    // the command that makes namespaces hears it too
    pressCtrlC(owner);

    awaitEnd(owner);
    assertThat(namespaces(owner)).isEmpty();
  }

  @Test
  void theNextLabRemovesWhatAKilledOwnerLeft() throws IOException {
    Process owner = owner(LabOwner.class);
    long child = Long.parseLong(line(owner));

    owner.destroyForcibly();

    awaitEnd(owner);
    assertThat(namespaces(owner)).isNotEmpty();
    Lab.open(1).close();
    assertThat(namespaces(owner)).isEmpty();
    Patience.await("the end of the owner's process", () -> Life.of(child).isEmpty());
  }

  @Test
  void anotherProcessWithTheNumberOfAKilledOwnerDoesNotProtectWhatThatLeft() {
    Life own = Life.own();
    String left = Namespaces.prefix(new Life(own.pid(), own.begin() - 1)) + "0";
    Command.run("ip", "netns", "add", left);

    Lab.open(1).close();

    assertThat(Command.run("ip", "netns")).doesNotContain(left);
  }

  @Test
  void aNamespaceThatCannotBeRemovedDoesNotKeepTheOthers() throws IOException {
    // no namespace at all, but named like one
    String held = Namespaces.prefix() + "held";
    Path folderOfThatName = Path.of("/run/netns", held);
    Lab lab = Lab.open(3);
    try {
      Files.createDirectory(folderOfThatName);

      assertThatThrownBy(lab::close)
          .isInstanceOf(LabFailure.class)
          .hasMessageContaining("namespaces are left")
          .hasMessageContaining(held);

      assertThat(TestLab.namespaces(Life.own().pid())).containsExactly(held);
    } finally {
      Files.deleteIfExists(folderOfThatName);
      lab.close();
    }
    Lab.open(1).close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ip", "tc", "ss"})
  void whatALabWouldLackLaterIsSaidBefore(String program) throws IOException {
    fake(program, BROKEN);

    assertThat(line(owner(LabProspect.class)))
        .startsWith("a lab needs ")
        .contains(program + " ", "no such thing here");
  }

  private void slowIp() throws IOException {
    fake("ip", SLOW_IP.formatted(folder, Command.run("sh", "-c", "command -v ip").strip()));
  }

  /** Puts a program before the one of this name. */
  private void fake(String name, String script) throws IOException {
    Path file = Files.writeString(folder.resolve(name), script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** A process in a group of its own, as a shell starts it. */
  private Process owner(Class<?> program) throws IOException {
    // what runs tests may have told its children to ignore Ctrl-C
    List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT", "setsid"));
    command.addAll(Program.java(64, program, List.of(folder.toString())));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(folder.resolve("owner.log").toFile());
    builder.environment().merge("PATH", folder.toString(), (path, mine) -> mine + ":" + path);
    Process owner = builder.start();
    owners.add(owner);
    return owner;
  }

  private static String line(Process owner) throws IOException {
    return String.valueOf(owner.inputReader().readLine());
  }

  /** SIGINT, which a terminal sends to the whole group. */
  private static void pressCtrlC(Process owner) {
    Command.run("sh", "-c", "kill -s INT -- -" + owner.pid());
  }

  private static void awaitEnd(Process owner) {
    Patience.await("the owner's end", () -> !owner.isAlive());
  }

  private static List<String> namespaces(Process owner) {
    return TestLab.namespaces(owner.pid());
  }
}
