package dev.understudy.faults.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.faults.report.MasterSpan;
import java.time.Duration;
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
    says(2, 2, "master-elected", "4/2");
    chronicle.ended(1);
    chronicle.left(2);
    assertThat(chronicle.reigning()).isZero();
    List<MasterSpan> masters = chronicle.masters();
    assertThat(chronicle.masters()).isEqualTo(masters);
  }

  @Test
  void whatAServerTellsOfOthersIsTheirsToSay() {
    says(1, 2, "master-elected", "3/2");
    chronicle.hear(List.of(1), "no event");
    assertThat(chronicle.masters()).isEmpty();
    assertThat(chronicle.events()).isEmpty();
  }

  @Test
  void whatWasLookedAtForLongEnoughWithOneMasterIsSteady() {
    Duration length = Duration.ofNanos(300);
    chronicle.looked(true, 100, 3, 3);
    chronicle.looked(true, 300, 3, 3);
    assertThat(chronicle.isSteadySince(0, length)).as("for 200 only").isFalse();
    chronicle.looked(true, 400, 3, 3);
    assertThat(chronicle.isSteadySince(350, length)).isTrue();
    assertThat(chronicle.isSteadySince(401, length)).as("nobody looked since").isFalse();
    chronicle.looked(true, 500, 2, 3);
    assertThat(chronicle.isSteadySince(350, length)).as("another master").isFalse();
    chronicle.looked(false, 900, 2, 3);
    assertThat(chronicle.isSteadySince(350, length)).as("not well").isFalse();
  }

  @Test
  void whatNoFaultExplainsIsAComplaint() {
    says(1, 1, "digest-mismatch", "3/1");
    says(2, 1, "digest-mismatch", "3/1");
    says(2, 2, "duplicate-server", "3/1");
    says(2, 2, "server-joined", "3/1");
    terminates(3, "an invariant does not hold: x");
    assertThat(chronicle.complaints())
        .containsExactly(
            "server 1 says digest-mismatch: server null differs",
            "server 2 says duplicate-server",
            "server 3 says server-terminated: an invariant does not hold: x");
    assertThat(chronicle.remarks()).isEmpty();
  }

  @Test
  void aServerThatCannotTakeItsMastersStateOverMayTerminate() {
    terminates(3, "synchronization failed 3 times: wrong checksum");
    assertThat(chronicle.complaints()).isEmpty();
    assertThat(chronicle.remarks())
        .containsExactly(
            "server 3 says server-terminated: synchronization failed 3 times: wrong checksum");
  }

  private void terminates(int server, String reason) {
    chronicle.hear(
        List.of(server),
        "{\"type\":\"server-terminated\",\"server\":%d,\"reason\":\"%s\"}"
            .formatted(server, reason));
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
