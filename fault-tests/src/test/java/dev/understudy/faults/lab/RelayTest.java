package dev.understudy.faults.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class RelayTest {

  private static final List<Integer> PORTS = List.of(Correspondent.ECHO_PORT);

  @TempDir Path folder;

  @RegisterExtension final TestLab labs = new TestLab();

  @Test
  void aRelayDelaysAConnectionThatIsOpenAndHealingMakesItPlain() {
    Lab lab = labs.open(2);
    Relay relay = lab.relay(lab.host(0), folder);
    relay.relay(1, PORTS);
    Letters zero = Letters.ready(lab, 0, folder);
    Letters one = Letters.ready(lab, 1, folder);
    assertThat(zero.ask("call " + one.address() + " 5000")).isEqualTo("open");
    assertThat(zero.ask("say 100000 20000")).startsWith("heard ");

    relay.shape(1, Shape.delay(150));

    // there and back
    assertThat(Letters.millis(zero.ask("say 10 20000"))).isGreaterThanOrEqualTo(300);
    lab.links().heal();
    assertThat(zero.ask("say 100000 20000")).startsWith("heard ");
  }

  @Test
  void whatTheOtherOpensDoesNotPass() {
    Lab lab = labs.open(2);
    Relay relay = lab.relay(lab.host(0), folder);
    relay.relay(1, PORTS);
    Letters zero = Letters.ready(lab, 0, folder);
    Letters one = Letters.ready(lab, 1, folder);
    assertThat(one.ask("call " + zero.address() + " 5000")).isEqualTo("open");
    assertThat(one.ask("say 10 20000")).startsWith("heard ");

    relay.reset(1);

    assertThat(one.ask("say 10 20000")).startsWith("heard ");
  }

  @Test
  void bothWaysCanPassRelays() {
    Lab lab = labs.open(2);
    lab.relay(lab.host(0), folder).relay(1, PORTS);
    lab.relay(lab.host(1), folder).relay(0, PORTS);
    Letters zero = Letters.ready(lab, 0, folder);
    Letters one = Letters.ready(lab, 1, folder);

    assertThat(zero.ask("call " + one.address() + " 5000")).isEqualTo("open");
    assertThat(one.ask("call " + zero.address() + " 5000")).isEqualTo("open");
    assertThat(zero.ask("say 10 20000")).startsWith("heard ");
    assertThat(one.ask("say 10 20000")).startsWith("heard ");
  }

  @Test
  void aConnectionIsResetAtOnceOrWhenItsTimeHasCome() {
    Lab lab = labs.open(2);
    Relay relay = lab.relay(lab.host(0), folder);
    relay.relay(1, PORTS);
    Letters zero = Letters.ready(lab, 0, folder);
    Letters one = Letters.ready(lab, 1, folder);
    assertThat(zero.ask("call " + one.address() + " 5000")).isEqualTo("open");
    assertThat(zero.ask("say 10 20000")).startsWith("heard ");

    relay.reset(1);

    assertThat(one.next()).startsWith("connection ended: Connection reset");
    assertThat(zero.ask("say 10 20000")).startsWith("failed: ");
    relay.shape(1, new Shape(0, 0, 0, 100));
    assertThat(zero.ask("call " + one.address() + " 5000")).isEqualTo("open");
    Patience.await("a reset", () -> !zero.ask("say 10 20000").startsWith("heard "));
  }

  @Test
  void aConnectionFromBeforeIsReset() {
    Lab lab = labs.open(2);
    Letters zero = Letters.ready(lab, 0, folder);
    Letters one = Letters.ready(lab, 1, folder);
    assertThat(zero.ask("call " + one.address() + " 5000")).isEqualTo("open");
    assertThat(zero.ask("say 10 20000")).startsWith("heard ");

    lab.relay(lab.host(0), folder).relay(1, PORTS);

    assertThat(one.next()).startsWith("connection ended: ");
    assertThat(zero.ask("say 10 20000")).startsWith("failed: ");
    assertThat(zero.ask("call " + one.address() + " 5000")).isEqualTo("open");
    assertThat(zero.ask("say 10 20000")).startsWith("heard ");
  }

  @Test
  void theCallerLearnsThatNobodyListens() {
    Lab lab = labs.open(2);
    lab.relay(lab.host(0), folder).relay(1, PORTS);
    Letters zero = Letters.ready(lab, 0, folder);

    assertThat(zero.ask("call " + lab.host(1).address() + " 5000")).isEqualTo("open");

    assertThat(zero.ask("say 10 20000")).matches("failed: .*|closed");
  }

  @Test
  void cutsHoldForWhatPassesARelay() {
    Lab lab = labs.open(3);
    lab.relay(lab.host(0), folder).relay(1, PORTS);
    Letters zero = Letters.ready(lab, 0, folder);
    Letters one = Letters.ready(lab, 1, folder);
    assertThat(zero.ask("call " + one.address() + " 5000")).isEqualTo("open");
    assertThat(zero.ask("say 10 20000")).startsWith("heard ");

    lab.links().split(List.of(Set.of(0), Set.of(1, 2)));

    assertThat(zero.ask("say 10 300")).isEqualTo("silence");
    lab.links().heal();
    assertThat(zero.ask("say 10 20000")).startsWith("heard ");
    assertThat(zero.ask("call " + one.address() + " 5000")).isEqualTo("open");
    assertThat(zero.ask("say 10 20000")).startsWith("heard ");
    lab.links().cutOneWay(1, 0);
    assertThat(zero.ask("say 10 300")).isEqualTo("silence");
    lab.links().heal();
    assertThat(zero.ask("say 10 20000")).startsWith("heard ");
  }
}
