package dev.understudy.faults.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RelayTest {

  private static final List<Integer> PORTS = List.of(Correspondent.ECHO_PORT);

  @TempDir Path folder;

  private Optional<Lab> open = Optional.empty();

  @BeforeEach
  void needsALab() {
    Optional<String> missing = Lab.missing();
    assumeTrue(missing.isEmpty(), () -> missing.orElse(""));
  }

  @AfterEach
  void close() {
    open.ifPresent(Lab::close);
  }

  @Test
  void aRelayDelaysAConnectionThatIsOpenAndHealingMakesItPlain() {
    Lab lab = lab(2);
    Relay relay = lab.relay(lab.host(0), folder);
    relay.relay(1, PORTS);
    Letters zero = letters(lab, 0);
    Letters one = letters(lab, 1);
    assertThat(zero.ask("call " + one.address() + " 5000")).isEqualTo("open");
    assertThat(zero.ask("say 100000 20000")).startsWith("heard ");

    relay.shape(1, Shape.delay(150));

    // there and back
    assertThat(millis(zero.ask("say 10 20000"))).isGreaterThanOrEqualTo(300);
    lab.links().heal();
    assertThat(zero.ask("say 100000 20000")).startsWith("heard ");
  }

  @Test
  void whatTheOtherOpensDoesNotPass() {
    Lab lab = lab(2);
    Relay relay = lab.relay(lab.host(0), folder);
    relay.relay(1, PORTS);
    Letters zero = letters(lab, 0);
    Letters one = letters(lab, 1);
    assertThat(one.ask("call " + zero.address() + " 5000")).isEqualTo("open");
    assertThat(one.ask("say 10 20000")).startsWith("heard ");

    relay.reset(1);

    assertThat(one.ask("say 10 20000")).startsWith("heard ");
  }

  @Test
  void bothWaysCanPassRelays() {
    Lab lab = lab(2);
    lab.relay(lab.host(0), folder).relay(1, PORTS);
    lab.relay(lab.host(1), folder).relay(0, PORTS);
    Letters zero = letters(lab, 0);
    Letters one = letters(lab, 1);

    assertThat(zero.ask("call " + one.address() + " 5000")).isEqualTo("open");
    assertThat(one.ask("call " + zero.address() + " 5000")).isEqualTo("open");
    assertThat(zero.ask("say 10 20000")).startsWith("heard ");
    assertThat(one.ask("say 10 20000")).startsWith("heard ");
  }

  @Test
  void aConnectionIsResetAtOnceOrWhenItsTimeHasCome() {
    Lab lab = lab(2);
    Relay relay = lab.relay(lab.host(0), folder);
    relay.relay(1, PORTS);
    Letters zero = letters(lab, 0);
    Letters one = letters(lab, 1);
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
    Lab lab = lab(2);
    Letters zero = letters(lab, 0);
    Letters one = letters(lab, 1);
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
    Lab lab = lab(2);
    lab.relay(lab.host(0), folder).relay(1, PORTS);
    Letters zero = letters(lab, 0);

    assertThat(zero.ask("call " + lab.host(1).address() + " 5000")).isEqualTo("open");

    assertThat(zero.ask("say 10 20000")).matches("failed: .*|closed");
  }

  @Test
  void cutsHoldForWhatPassesARelay() {
    Lab lab = lab(3);
    lab.relay(lab.host(0), folder).relay(1, PORTS);
    Letters zero = letters(lab, 0);
    Letters one = letters(lab, 1);
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

  private static long millis(String heard) {
    assertThat(heard).startsWith("heard ");
    return Long.parseLong(heard.substring("heard ".length()));
  }

  private Lab lab(int hosts) {
    Lab lab = Lab.open(hosts);
    open = Optional.of(lab);
    return lab;
  }

  private Letters letters(Lab lab, int host) {
    Letters letters = Letters.on(lab, lab.host(host), folder);
    assertThat(letters.next()).isEqualTo("ready");
    return letters;
  }
}
