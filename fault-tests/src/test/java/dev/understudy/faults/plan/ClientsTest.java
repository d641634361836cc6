package dev.understudy.faults.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.faults.client.Transcript;
import dev.understudy.faults.lab.HostProcess;
import dev.understudy.faults.lab.Lab;
import dev.understudy.faults.lab.Program;
import dev.understudy.faults.lab.TestLab;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Whether clients asked as much as they should, and were answered. */
class ClientsTest {

  @TempDir Path folder;

  @RegisterExtension final TestLab needed = new TestLab();

  private final Clients clients = new Clients();

  @Test
  void whoMadeTooFewCallsOrThrewIsComplainedOf() {
    try (Lab lab = Lab.open(1)) {
      add(lab, "steady", stopped(80, 0));
      add(lab, "slow", stopped(79, 0));
      add(lab, "thrower", stopped(100, 2));
      add(lab, "gone");
      assertThat(clients.complaints(Duration.ofSeconds(10)))
          .containsExactly(
              "gone made 0 of 100 calls", "slow made 79 of 100 calls", "thrower threw at 2 calls");
    }
  }

  @Test
  void whoWasNotAnsweredSinceThenIsNamed() {
    try (Lab lab = Lab.open(1)) {
      add(lab, "one", answered("early", 5), answered("late", 7));
      add(lab, "other", answered("later", 8));
      assertThat(clients.unansweredSince(6)).containsExactly("early");
      add(lab, "silent");
      assertThat(clients.unansweredSince(6)).containsExactly("early", "silent");
    }
  }

  @Test
  void whatNoCallShouldComeToIsComplainedOf() {
    try (Lab lab = Lab.open(1)) {
      String odd = answered("c", 5).replace("\"ok\"", "\"fail\",\"code\":\"invalid\"");
      add(lab, "odd", odd, stopped(100, 0));
      assertThat(clients.complaints(Duration.ofSeconds(10)))
          .containsExactly("1 calls of odd came to what none should: invalid");
    }
  }

  private static String stopped(long begun, long thrown) {
    return "{\"type\":\"stopped\",\"begun\":%d,\"skipped\":0,\"thrown\":%d}"
        .formatted(begun, thrown);
  }

  private static String answered(String client, long from) {
    return "{\"type\":\"call\",\"client\":\"%s\",\"kind\":\"get\",\"key\":\"k\",\"from\":%d,\"to\":9,"
            .formatted(client, from)
        + "\"outcome\":\"ok\",\"result\":null}";
  }

  private void add(Lab lab, String name, String... lines) {
    Program program = Program.of(name, List.of("sleep", "60"), folder);
    clients.add(name, 10, heard -> told(lab.start(lab.host(0), program, line -> {}), heard, lines));
  }

  private static HostProcess told(HostProcess process, Transcript heard, String... lines) {
    List.of(lines).forEach(heard::hear);
    return process;
  }
}
