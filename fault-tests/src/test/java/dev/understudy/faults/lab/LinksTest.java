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

class LinksTest {

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
  void aSplitIsSilentAndHeals() {
    Lab lab = lab(3);
    Letters zero = letters(lab, 0);
    Letters one = letters(lab, 1);
    Letters two = letters(lab, 2);
    assertThat(zero.ask("call " + one.address() + " 5000")).isEqualTo("open");
    assertThat(zero.ask("say 10 5000")).startsWith("heard");

    lab.links().split(List.of(Set.of(0, 2), Set.of(1)));

    assertThat(zero.ask("say 10 300")).isEqualTo("silence");
    assertThat(two.ask("call " + one.address() + " 300")).isEqualTo("silence");
    assertThat(two.ask("call " + zero.address() + " 5000")).isEqualTo("open");
    lab.links().heal();
    // the same connection, and what was sent while it was cut
    assertThat(zero.ask("say 10 20000")).startsWith("heard");
    assertThat(two.ask("call " + one.address() + " 5000")).isEqualTo("open");
  }

  @Test
  void hostsOnNoSideAreAlone() {
    Lab lab = lab(3);
    Letters zero = letters(lab, 0);
    Letters one = letters(lab, 1);
    Letters two = letters(lab, 2);

    lab.links().split(List.of(Set.of(0, 1), Set.of(2)));
    lab.links().split(List.of(Set.of(2)));

    assertThat(zero.ask("call " + one.address() + " 300")).isEqualTo("silence");
    assertThat(one.ask("call " + two.address() + " 300")).isEqualTo("silence");
  }

  @Test
  void aCutOfOneWayLosesWhatGoesThatWayOnly() {
    Lab lab = lab(2);
    Letters zero = letters(lab, 0);
    Letters one = letters(lab, 1);

    lab.links().cutOneWay(0, 1);

    assertThat(zero.ask("tell " + one.address() + " lost")).isEqualTo("told lost");
    assertThat(one.ask("tell " + zero.address() + " kept")).isEqualTo("told kept");
    assertThat(zero.next()).isEqualTo("heard of kept");
    assertThat(zero.ask("call " + one.address() + " 300")).isEqualTo("silence");
    lab.links().heal();
    assertThat(zero.ask("tell " + one.address() + " later")).isEqualTo("told later");
    assertThat(one.until("heard of later")).doesNotContain("heard of lost");
  }

  @Test
  void hostsInTheMiddleSeeBothSides() {
    Lab lab = lab(4);
    Letters zero = letters(lab, 0);
    Letters one = letters(lab, 1);
    Letters two = letters(lab, 2);
    Letters three = letters(lab, 3);

    lab.links().middle(Set.of(0, 1), Set.of(2));

    assertThat(zero.ask("call " + two.address() + " 300")).isEqualTo("silence");
    assertThat(two.ask("call " + one.address() + " 300")).isEqualTo("silence");
    assertThat(zero.ask("call " + one.address() + " 5000")).isEqualTo("open");
    assertThat(three.ask("call " + two.address() + " 5000")).isEqualTo("open");
    assertThat(zero.ask("call " + three.address() + " 5000")).isEqualTo("open");
    lab.links().heal();
    assertThat(zero.ask("call " + two.address() + " 5000")).isEqualTo("open");
  }

  @Test
  void aRateBoundsWhatPasses() {
    Lab lab = lab(2);
    Letters zero = letters(lab, 0);
    Letters one = letters(lab, 1);

    lab.links().rate(1, 800);

    assertThat(zero.ask("call " + one.address() + " 5000")).isEqualTo("open");
    // 100 kB there and back at 100 kB/s, of which a bucket of 4 kB passes at once
    assertThat(millis(zero.ask("say 100000 60000"))).isGreaterThan(700);
    lab.links().heal();
    assertThat(Command.run("tc", "-n", lab.host(1).namespace(), "qdisc")).doesNotContain("tbf");
    assertThat(Command.run("tc", "-n", lab.links().namespace(), "qdisc")).doesNotContain("tbf");
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
