package dev.understudy.faults.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.faults.report.Span;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is read from the logs of nodes and of their collectors. */
class LogsTest {

  private static final String DAY = "2026-11-23T18:24:";

  private static final List<String> NODE =
      List.of(
          "Members {size:2, ver:1} [",
          DAY + "03.551Z INFO  [10.77.0.2]:5701 [arena] [5.6.0] ",
          "",
          "Members {size:7, ver:7} [",
          "\tMember [10.77.0.4]:5701 - b08b4fcc",
          "]",
          DAY + "13.000Z INFO  arena/3 synchronization-started NONE {from=1}",
          DAY + "13.500Z INFO  arena/3 synchronization-failed NONE {from=1, reason=given up}",
          DAY + "14.000Z INFO  arena/3 synchronization-started NONE {from=1}",
          DAY + "15.250Z INFO  arena/3 synchronization-completed 1/1 {from=1}",
          DAY + "20.996Z INFO  [10.77.0.2]:5701 [arena] [5.6.0] ",
          "Members {size:1, ver:8} [",
          DAY + "24.010Z INFO  [10.77.0.1]:5701 [arena] [5.6.0] [10.77.0.1]:5701 is MERGING",
          DAY + "24.096Z INFO  [10.77.0.1]:5701 [arena] [5.6.0] ",
          "Members {size:7, ver:9} [",
          DAY + "25.122Z INFO  [10.77.0.1]:5701 [arena] [5.6.0] [10.77.0.1]:5701 is MERGED");

  private static long millis(String seconds) {
    return Instant.parse(DAY + seconds + "Z").toEpochMilli();
  }

  @Test
  void aListOfMembersHasTheTimeOfTheLineAbove() {
    MergeLog log = MergeLog.of(NODE);
    assertThat(log.completeSince(7, millis("00.000"))).hasValue(millis("03.551"));
    assertThat(log.completeSince(7, millis("23.000"))).hasValue(millis("24.096"));
    assertThat(log.completeSince(8, millis("00.000"))).isEmpty();
  }

  @Test
  void aMergeIsOverWhenItIsSaidToBe() {
    MergeLog log = MergeLog.of(NODE);
    assertThat(log.mergedSince(millis("23.000"))).hasValue(millis("25.122"));
    assertThat(log.mergedSince(millis("25.123"))).isEmpty();
  }

  @Test
  void whoSawFewerMembersMeanwhileWasSplit() {
    MergeLog log = MergeLog.of(NODE);
    assertThat(log.sawFewer(7, millis("13.000"), millis("23.000"))).isTrue();
    assertThat(log.sawFewer(7, millis("13.000"), millis("20.000"))).isFalse();
    assertThat(log.sawFewer(1, millis("13.000"), millis("30.000"))).isFalse();
  }

  @Test
  void aLogWithoutTheLinesOfLibrariesIsSilent() {
    assertThat(MergeLog.of(List.of(DAY + "03.551Z INFO  started")).isSilent()).isTrue();
    assertThat(MergeLog.of(NODE).isSilent()).isFalse();
  }

  @Test
  void aTransferIsTheLastAttemptBeforeItIsCompleted() {
    TransferLog log = TransferLog.of(NODE);
    assertThat(log.startedSince(millis("12.000"))).hasValue(millis("14.000"));
    assertThat(log.completedSince(millis("12.000"))).hasValue(millis("15.250"));
    assertThat(log.failuresSince(millis("12.000"))).isEqualTo(1);
  }

  @Test
  void whatIsNotCompletedWasNotTaken() {
    TransferLog log = TransferLog.of(NODE);
    assertThat(log.startedSince(millis("15.251"))).isEmpty();
    assertThat(log.completedSince(millis("15.251"))).isEmpty();
    assertThat(log.startedSince(millis("14.001"))).isEmpty();
  }

  @Test
  void theHeapIsKnownAfterEachCollection() {
    HeapLog log =
        HeapLog.of(
            List.of(
                "[2026-11-23T18:24:01.000+0000] Using G1",
                "[2026-11-23T18:24:02.000+0000] GC(0) Pause Full (Diagnostic Command)"
                    + " 700M->530M(1024M) 212.345ms",
                "[2026-11-23T18:24:05.000+0000] GC(1) Pause Young (Concurrent Start)"
                    + " (G1 Humongous Allocation) 900M->880M(3072M) 1.500ms",
                "[2026-11-23T18:24:06.000+0000] GC(2) Concurrent Mark Cycle 30.000ms",
                "[2026-11-23T18:24:07.000+0000] GC(3) Pause Remark 990M->700M(3072M) 2.500ms",
                "[2026-11-23T18:24:09.000+0000] GC(4) Pause Full (Diagnostic Command)"
                    + " 1700M->540M(1024M) 212.345ms"));
    long mib = 1024 * 1024;
    assertThat(log.mostAfter(millis("04.000"), millis("08.000"))).hasValue(880 * mib);
    assertThat(log.afterLastFull(millis("04.000"))).hasValue(530 * mib);
    assertThat(log.afterLastFull(millis("10.000"))).hasValue(540 * mib);
    assertThat(log.afterLastFull(millis("01.000"))).isEmpty();
    assertThat(log.mostAfter(millis("07.500"), millis("08.000"))).isEmpty();
    assertThat(log.longestPause(millis("04.000"), millis("08.000"))).hasValue(2_500_000);
  }

  @Test
  void whoTellsAnEventIsKnown() {
    WallClock clock = new WallClock(0);
    String[] lines = {
      DAY + "01.000Z INFO  arena/2 master-elected 4/2 {by=election}",
      DAY + "02.000Z WARN  arena/1 diverged 8/2 {records=846, fork=260, to=2}",
      DAY + "03.000Z INFO  name server: arena/1 duplicate-registration 1/1 {retained=1}",
      DAY + "04.000Z INFO  arena/1 master-stepped-down g2:7/1 {reason=it follows another}",
      DAY + "05.000Z WARN  arena/1 was not heard at its address and listens there anew",
      "\tat some.Trace"
    };
    EventLog log = new EventLog().read(List.of(lines), clock);
    Span all = new Span(clock.nanos(millis("00.000")), clock.nanos(millis("10.000")));
    assertThat(log.own(all, "master-elected"))
        .extracting(EventLog.Event::server)
        .containsExactly(2);
    assertThat(log.own(all, "diverged").mapToLong(event -> event.number("records")).sum())
        .isEqualTo(846);
    assertThat(log.own(all, "duplicate-registration")).isEmpty();
    assertThat(log.byNameServers(all, "duplicate-registration"))
        .extracting(EventLog.Event::nanos)
        .containsExactly(clock.nanos(millis("03.000")));
    assertThat(log.own(all, "master-stepped-down")).hasSize(1);
    Span late = new Span(clock.nanos(millis("04.001")), all.toNanos());
    assertThat(log.own(late, "master-stepped-down")).isEmpty();
  }
}
