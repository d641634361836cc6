package dev.understudy.faults.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** That real nodes form a cluster across hosts, and do not notice that relays are between them. */
class NodesTest {

  private static final int HEAP_MEBIBYTES = 256;
  private static final List<Integer> PORTS = List.of(NodeOnHost.CLUSTER_PORT, NodeOnHost.BUS_PORT);

  @TempDir Path folder;

  @RegisterExtension final TestLab labs = new TestLab();

  @Test
  void nodesTalkThroughRelaysAndTheirMessagesAreDelayed() {
    Lab lab = labs.open(2);
    Relay there = lab.relay(lab.host(0), folder);
    there.relay(1, PORTS);
    Relay back = lab.relay(lab.host(1), folder);
    back.relay(0, PORTS);
    Letters zero = node(lab, program(lab, 0));
    Letters one = node(lab, program(lab, 1));
    Patience.await("both nodes' answers", () -> heard(zero, 1) >= 0 && heard(one, 0) >= 0);

    there.shape(1, Shape.delay(100));
    back.shape(0, Shape.delay(100));

    assertThat(heard(zero, 1)).isGreaterThanOrEqualTo(200);
    lab.links().heal();
    assertThat(heard(one, 0)).isGreaterThanOrEqualTo(0);
  }

  @Test
  void aNodeWhoseClockJumpsGoesOn() {
    TestLab.need(ClockShift.missing());
    Lab lab = labs.open(2);
    ClockShift clock = new ClockShift(folder, "node-1");
    Letters zero = node(lab, program(lab, 0));
    Letters one = node(lab, clock.on(program(lab, 1)));
    Patience.await("both nodes' answers", () -> heard(zero, 1) >= 0 && heard(one, 0) >= 0);

    clock.by(Duration.ofHours(1));

    Patience.await("an answer", () -> heard(zero, 1) >= 0);
    clock.by(Duration.ofHours(-1));
    Patience.await("an answer", () -> heard(one, 0) >= 0);
  }

  /** How long an answer took, or -1 if none came. */
  private static long heard(Letters letters, int other) {
    String answer = letters.ask("node-" + other);
    return answer.startsWith("heard ") ? Long.parseLong(answer.substring("heard ".length())) : -1;
  }

  private Program program(Lab lab, int host) {
    List<String> arguments =
        List.of(
            "node-" + host,
            lab.host(host).address(),
            lab.host(0).address() + ":" + NodeOnHost.CLUSTER_PORT);
    return Program.of(
        "node-" + host, Program.java(HEAP_MEBIBYTES, NodeOnHost.class, arguments), folder);
  }

  private static Letters node(Lab lab, Program program) {
    int number = Integer.parseInt(program.name().substring("node-".length()));
    Letters letters = Letters.on(lab, lab.host(number), program);
    assertThat(letters.next()).isEqualTo("ready");
    return letters;
  }
}
