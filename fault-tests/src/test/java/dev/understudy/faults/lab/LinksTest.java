package dev.understudy.faults.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class LinksTest {

  @TempDir Path folder;

  @RegisterExtension final TestLab labs = new TestLab();

  @Test
  void aSplitIsSilentAndHeals() {
    Lab lab = labs.open(3);
    Letters zero = Letters.ready(lab, 0, folder);
    Letters one = Letters.ready(lab, 1, folder);
    Letters two = Letters.ready(lab, 2, folder);
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
    Lab lab = labs.open(3);
    Letters zero = Letters.ready(lab, 0, folder);
    Letters one = Letters.ready(lab, 1, folder);
    Letters two = Letters.ready(lab, 2, folder);

    lab.links().split(List.of(Set.of(0, 1), Set.of(2)));
    lab.links().split(List.of(Set.of(2)));

    assertThat(zero.ask("call " + one.address() + " 300")).isEqualTo("silence");
    assertThat(one.ask("call " + two.address() + " 300")).isEqualTo("silence");
  }

  @Test
  void aCutOfOneWayLosesWhatGoesThatWayOnly() {
    Lab lab = labs.open(2);
    Letters zero = Letters.ready(lab, 0, folder);
    Letters one = Letters.ready(lab, 1, folder);

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
    Lab lab = labs.open(4);
    Letters zero = Letters.ready(lab, 0, folder);
    Letters one = Letters.ready(lab, 1, folder);
    Letters two = Letters.ready(lab, 2, folder);
    Letters three = Letters.ready(lab, 3, folder);

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
    Lab lab = labs.open(2);
    Letters zero = Letters.ready(lab, 0, folder);
    Letters one = Letters.ready(lab, 1, folder);

    lab.links().rate(1, 800);

    assertThat(zero.ask("call " + one.address() + " 5000")).isEqualTo("open");
    // 100 kB there and back at 100 kB/s, of which a bucket of 4 kB passes at once
    assertThat(Letters.millis(zero.ask("say 100000 60000"))).isGreaterThan(700);
    lab.links().heal();
    assertThat(Command.run("tc", "-n", lab.host(1).namespace(), "qdisc")).doesNotContain("tbf");
    assertThat(Command.run("tc", "-n", lab.links().namespace(), "qdisc")).doesNotContain("tbf");
  }
}
