package dev.understudy.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.log.Bytes;
import dev.understudy.log.Result;
import dev.understudy.member.Effect;
import dev.understudy.member.Input;
import dev.understudy.service.Request;
import dev.understudy.service.Service;
import dev.understudy.service.SnapshotReader;
import dev.understudy.service.SnapshotWriter;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServiceRunnerTest {

  /** Keeps one text; a payload or state of the right name makes it misbehave. */
  private static final class Moody implements Service {

    private String text = "";
    private boolean canSnapshot = true;
    private int restoresUntilTrouble = Integer.MAX_VALUE;

    @Override
    public Buffer execute(Request request) {
      String payload = request.payload().toString();
      if (payload.equals("throw")) {
        throw new IllegalStateException("in a mood");
      }
      if (payload.equals("assert")) {
        throw new AssertionError();
      }
      text += payload + request.index() + "@" + request.time() + ";";
      return Buffer.buffer(text);
    }

    @Override
    public Buffer query(Buffer query) {
      return Buffer.buffer(text + query);
    }

    @Override
    public void snapshot(SnapshotWriter out) {
      if (!canSnapshot) {
        throw new UnsupportedOperationException();
      }
      out.writeString(text);
    }

    @Override
    public void restore(SnapshotReader in) {
      text = "half";
      String restored = in.readString();
      if (restored.equals("bad") || restoresUntilTrouble-- <= 0) {
        throw new IllegalStateException("cannot be read");
      }
      text = restored;
    }
  }

  private final Moody service = new Moody();
  private final List<Input> inputs = new ArrayList<>();
  private final List<String> broken = new ArrayList<>();
  private final ServiceRunner runner =
      new ServiceRunner(
          service,
          new LimitOptions().setPayloadBytes(20).toLimits(),
          call -> inputs.add(call.get()),
          broken::add);

  @Test
  void executesInOrderWithTheTimesOfTheEntries() {
    runner.execute(List.of(invocation(5, "a"), invocation(7, "b")));

    assertThat(inputs)
        .containsExactly(
            new Input.Executed(List.of(returned("a5@500;"), returned("a5@500;b7@700;"))));
  }

  @Test
  void whatTheServiceThrowsIsAResult() {
    runner.execute(List.of(invocation(1, "throw"), invocation(2, "assert"), invocation(3, "a")));

    assertThat(inputs)
        .containsExactly(
            new Input.Executed(
                List.of(
                    new Result.Threw("IllegalStateException: in a mood"),
                    new Result.Threw("AssertionError"),
                    returned("a3@300;"))));
  }

  @Test
  void aResultOverTheLimitIsNotReturned() {
    runner.execute(List.of(invocation(1, "0123456789012345")));

    assertThat(inputs).containsExactly(new Input.Executed(List.of(new Result.TooLarge(22))));
  }

  @Test
  void queriesSeeWhatWasExecuted() {
    runner.execute(List.of(invocation(1, "a")));
    runner.query(4, Bytes.utf8("?"));

    assertThat(inputs).contains(new Input.Queried(4, returned("a1@100;?")));
  }

  @Test
  void capturesAndRestoresTheState() {
    service.text = "kept";
    runner.capture(3, Bytes.EMPTY);
    Bytes state = captured();
    service.text = "other";

    runner.restore(state);

    assertThat(service.text).isEqualTo("kept");
    assertThat(inputs).endsWith(new Input.StateRestored());
  }

  @Test
  void aRestoreThatFailsHalfWayLeavesTheStateBefore() {
    service.text = "bad";
    runner.capture(1, Bytes.EMPTY);
    Bytes bad = captured();
    service.text = "good";

    runner.restore(bad);

    assertThat(service.text).isEqualTo("good");
    assertThat(inputs)
        .endsWith(new Input.StateRestoreFailed("IllegalStateException: cannot be read"));
    assertThat(broken).isEmpty();
  }

  @Test
  void aServiceThatCannotBePutBackIsBroken() {
    service.text = "a";
    runner.capture(1, Bytes.EMPTY);
    service.restoresUntilTrouble = 0;

    runner.restore(captured());

    assertThat(broken).hasSize(1);
  }

  @Test
  void aServiceThatCannotWriteItsStateIsNotTouched() {
    service.text = "a";
    service.canSnapshot = false;

    runner.capture(8, Bytes.EMPTY);
    runner.restore(Bytes.utf8("anything"));

    assertThat(service.text).isEqualTo("a");
    assertThat(inputs)
        .containsExactly(
            new Input.StateCaptureFailed(8, "UnsupportedOperationException"),
            new Input.StateRestoreFailed(
                "the service cannot write its own state: UnsupportedOperationException"));
  }

  @Test
  void theStateStandsBehindTheHead() {
    service.text = "kept";
    runner.capture(3, Bytes.utf8("head"));

    Bytes state = ((Input.StateCaptured) inputs.get(0)).state().bytes().toBytes();
    assertThat(state.slice(0, 4)).isEqualTo(Bytes.utf8("head"));
    runner.restore(state.slice(4, state.length() - 4));
    assertThat(inputs).endsWith(new Input.StateRestored());
  }

  private Bytes captured() {
    return ((Input.StateCaptured) inputs.get(0)).state().bytes().toBytes();
  }

  private static Effect.Invocation invocation(long index, String payload) {
    return new Effect.Invocation(index, index * 100, 1, Bytes.utf8(payload));
  }

  private static Result returned(String value) {
    return new Result.Returned(Bytes.utf8(value));
  }
}
