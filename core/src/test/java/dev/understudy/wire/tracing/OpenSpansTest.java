package dev.understudy.wire.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.group.Epoch;
import dev.understudy.group.Generation;
import dev.understudy.group.Incarnation;
import dev.understudy.group.ServerId;
import dev.understudy.log.EntryKey;
import dev.understudy.log.SessionId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Stages of requests, as those tell them who meet a request and know nothing of each other. */
class OpenSpansTest {

  private static final SessionId SESSION =
      new SessionId(
          new EntryKey(
              new Epoch(new Generation(0, 7), 3, new ServerId(1), new Incarnation(5, 9)), 12));

  private final List<RequestSpan> told = new ArrayList<>();

  @Test
  void clientMasterAndBackupMakeOneTree() {
    OpenSpans client = spans(1, OpenSpans.CLIENT);
    OpenSpans master = spans(1, 1);
    OpenSpans backup = spans(1, 2);
    client.beginRequest(SESSION, 4);
    master.beginMaster(SESSION, 4);
    master.beginRelease(SESSION, 4);
    backup.beginBackup(SESSION, 4, 1);
    backup.end(Stage.BACKUP, SESSION, 4);
    master.end(Stage.RELEASE, SESSION, 4);
    master.end(Stage.MASTER, SESSION, 4);
    client.end(Stage.REQUEST, SESSION, 4);

    RequestSpan whole = told.get(3);
    RequestSpan atMaster = told.get(2);
    assertThat(told).extracting(RequestSpan::trace).containsOnly(whole.trace());
    assertThat(whole.parentId()).isEmpty();
    assertThat(atMaster.parentId()).isEqualTo(whole.id());
    assertThat(told.subList(0, 2)).allMatch(span -> span.parentId().equals(atMaster.id()));
    assertThat(whole.trace().id()).matches("[0-9a-f]{32}");
    assertThat(whole.id()).matches("[0-9a-f]{16}");
  }

  @Test
  void everyRequestHasATraceOfItsOwn() {
    Set<RequestTrace> traces = new HashSet<>();
    for (int sequence = 0; sequence < 1_000; sequence++) {
      traces.add(RequestTrace.of("kv", SESSION, sequence));
    }
    traces.add(RequestTrace.of("stock", SESSION, 0));
    assertThat(traces).hasSize(1_001);
  }

  @Test
  void aPartOfAllRequestsIsSampledTheSameEverywhere() {
    OpenSpans client = spans(0.25, OpenSpans.CLIENT);
    OpenSpans master = spans(0.25, 1);
    for (int sequence = 0; sequence < 4_000; sequence++) {
      client.beginRequest(SESSION, sequence);
      master.beginMaster(SESSION, sequence);
      client.end(Stage.REQUEST, SESSION, sequence);
      master.end(Stage.MASTER, SESSION, sequence);
    }
    assertThat(told.size()).isBetween(1_600, 2_400).isEven();
    assertThat(told.stream().map(RequestSpan::trace).distinct()).hasSize(told.size() / 2);

    spans(0, 1).beginMaster(SESSION, 0);
    spans(0, 1).end(Stage.MASTER, SESSION, 0);
    assertThat(told.size()).isLessThanOrEqualTo(2_400);
  }

  @Test
  void aStageThatIsBegunAgainHasBegunOnceAndEndsOnce() {
    OpenSpans client = spans(1, OpenSpans.CLIENT);
    client.beginRequest(SESSION, 1);
    client.beginRequest(SESSION, 1);
    client.end(Stage.REQUEST, SESSION, 1);
    client.end(Stage.REQUEST, SESSION, 1);
    assertThat(told).hasSize(1);
  }

  @Test
  void noMoreStagesAreOpenThanTheirBound() {
    OpenSpans client = spans(1, OpenSpans.CLIENT);
    for (int sequence = 0; sequence <= OpenSpans.MOST; sequence++) {
      client.beginRequest(SESSION, sequence);
    }
    client.end(Stage.REQUEST, SESSION, 0);
    assertThat(told).isEmpty();
    client.end(Stage.REQUEST, SESSION, 1);
    assertThat(told).hasSize(1);
  }

  private OpenSpans spans(double ratio, int server) {
    RequestTracer tracer =
        new RequestTracer() {
          @Override
          public double ratio() {
            return ratio;
          }

          @Override
          public void ended(RequestSpan span) {
            told.add(span);
          }
        };
    return new OpenSpans(tracer, "kv", server);
  }
}
