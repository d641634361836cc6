package dev.understudy.faults.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.faults.report.MasterSpan;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who was master when, by what each server says of itself. */
class ChronicleTest {

  private final Chronicle chronicle = new Chronicle();

  private void says(int by, int server, String type, String epoch) {
    chronicle.hear(
        List.of(by),
        "{\"type\":\"%s\",\"group\":\"arena\",\"server\":%d,\"epoch\":\"%s\",\"time\":1}"
            .formatted(type, server, epoch));
  }

  @Test
  void aServerIsMasterFromItsElectionUntilItStepsDown() {
    says(1, 1, "master-elected", "3/1");
    assertThat(chronicle.master()).hasValue(1);
    says(1, 1, "master-stepped-down", "3/1");
    assertThat(chronicle.masters()).hasSize(1);
    MasterSpan span = chronicle.masters().get(0);
    assertThat(span.server()).isEqualTo("server 1");
    assertThat(span.epoch()).isEqualTo(3);
    assertThat(span).isEqualTo(chronicle.masters().get(0));
  }

  @Test
  void twoMayBeMastersAtOnce() {
    says(1, 1, "master-elected", "3/1");
    says(2, 2, "master-elected", "g1:4/2");
    assertThat(chronicle.masters()).extracting(MasterSpan::epoch).containsExactlyInAnyOrder(3L, 4L);
    assertThat(chronicle.master()).hasValue(2);
  }

  @Test
  void whoseProcessEndsIsMasterNoMore() {
    says(1, 1, "master-elected", "3/1");
    chronicle.ended(1, false);
    long end = chronicle.masters().get(0).toNanos();
    assertThat(chronicle.masters().get(0).toNanos()).isEqualTo(end);
  }

  @Test
  void whatAServerTellsOfOthersIsTheirsToSay() {
    says(1, 2, "master-elected", "3/2");
    chronicle.hear(List.of(1), "no event");
    assertThat(chronicle.masters()).isEmpty();
    assertThat(chronicle.events()).isEmpty();
  }

  @Test
  void aLookFindsItWellSinceThenOnly() {
    chronicle.looked(true, 100, 3, 3);
    chronicle.looked(false, 200, 0, 5);
    assertThat(chronicle.master()).hasValue(3);
    assertThat(chronicle.isWellSince(100, 3)).isTrue();
    assertThat(chronicle.isWellSince(100, 4)).isFalse();
    assertThat(chronicle.isWellSince(101, 3)).isFalse();
    assertThat(chronicle.consistent()).hasSize(1);
  }
}
