package dev.understudy.faults.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

class LoadTest {

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final Notes notes = new Notes(new PrintStream(written, true, StandardCharsets.UTF_8));
  private final BlockingQueue<Promise<Answer>> asked = new LinkedBlockingQueue<>();

  @Test
  void asksOnWithoutAnAnswerUntilTooManyAreUnderWay() throws InterruptedException {
    Load load = load(3);
    load.start();
    for (int i = 0; i < 3; i++) {
      asked.take();
    }
    load.stop(0);
    Transcript transcript = transcript();
    assertThat(transcript.calls()).hasSize(3).allMatch(Recorded::isUnknown);
    assertThat(transcript.isComplete()).isTrue();
    assertThat(asked).isEmpty();
  }

  @Test
  void notesEveryCallOnceWithItsAnswer() throws InterruptedException {
    Load load = load(1);
    load.start();
    asked.take().complete(Answer.ok(Optional.of("1"), "5/1", 7));
    asked.take().complete(Answer.fail("no-master"));
    asked.take().fail("broken");
    Promise<Answer> last = asked.take();
    last.complete(Answer.unknown("deadline-exceeded"));
    load.stop(0);
    assertThat(transcript().calls().subList(0, 4))
        .extracting(Recorded::outcome)
        .containsExactly(Outcome.OK, Outcome.FAIL, Outcome.UNKNOWN, Outcome.UNKNOWN);
    assertThat(transcript().unexpected()).hasSize(1);
    assertThat(transcript().calls().subList(0, 4))
        .extracting(Recorded::key)
        .doesNotHaveDuplicates();
  }

  @Test
  void aClientThatThrowsDoesNotEndTheLoad() throws InterruptedException {
    Load.Settings settings = new Load.Settings("c", 1_000, 3);
    Workload workload = Workload.of(Workload.Name.ONCE, 0, 1);
    Load load = new Load(settings, workload, List.of(this::thrown), notes);
    load.start();
    asked.take();
    asked.take();
    load.stop(0);
    Transcript transcript = transcript();
    assertThat(transcript.thrown()).isGreaterThan(1).isEqualTo(transcript.begun());
    assertThat(transcript.calls()).allMatch(Recorded::isUnknown);
    assertThat(transcript.isComplete()).isTrue();
  }

  private Future<Answer> thrown(Call call) {
    asked.add(Promise.promise());
    throw new IllegalStateException("no client");
  }

  @Test
  void aCallIsAnsweredSinceAMomentIfItBeganAfterThat() {
    Transcript transcript = new Transcript();
    new Notes(new PrintStream(written, true, StandardCharsets.UTF_8))
        .call(new Recorded("c", Call.get("k"), 5, 9, Answer.ok(Optional.empty(), "", 0)));
    transcript.hear(written.toString(StandardCharsets.UTF_8).strip());
    assertThat(transcript.unansweredSince(5)).isEmpty();
    assertThat(transcript.unansweredSince(6)).containsExactly("c");
  }

  @Test
  void whatTheServersHoldDifferentlyIsToldBesideWhatWasRead() {
    Transcript transcript = new Transcript();
    new Notes(new PrintStream(written, true, StandardCharsets.UTF_8))
        .audited(new Audit(1, 2, Map.of(), List.of()), "they differ");
    transcript.hear(written.toString(StandardCharsets.UTF_8).strip());
    assertThat(transcript.audit()).isPresent();
    assertThat(transcript.auditFailure()).isEqualTo("they differ");
  }

  @Test
  void isNotCompleteBeforeItsEnd() {
    Transcript transcript = new Transcript();
    assertThat(transcript.isComplete()).isFalse();
    transcript.hear("{\"type\":\"stopped\",\"begun\":1,\"skipped\":0}");
    assertThat(transcript.isComplete()).isFalse();
  }

  private Load load(int outstanding) {
    Load.Settings settings = new Load.Settings("c", 1_000, outstanding);
    return new Load(settings, Workload.of(Workload.Name.ONCE, 0, 1), List.of(this::make), notes);
  }

  private Future<Answer> make(Call call) {
    Promise<Answer> promise = Promise.promise();
    asked.add(promise);
    return promise.future();
  }

  private Transcript transcript() {
    Transcript transcript = new Transcript();
    written.toString(StandardCharsets.UTF_8).lines().forEach(transcript::hear);
    return transcript;
  }
}
