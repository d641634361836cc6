package dev.understudy.server;

import dev.understudy.group.Limits;
import dev.understudy.log.Bytes;
import dev.understudy.log.Pieces;
import dev.understudy.log.Result;
import dev.understudy.member.CapturedState;
import dev.understudy.member.Effect;
import dev.understudy.member.Input;
import dev.understudy.service.Request;
import dev.understudy.service.Service;
import dev.understudy.service.Snapshots;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Calls the service, in the order in which it is asked to, and gives what comes of it to the
 * member.
 *
 * <p>Whatever the service throws becomes a value: a request's result, or the failure of a snapshot.
 * Only where the service is left without a state, neither the new one nor the one before, it is
 * told as a breakage.
 */
final class ServiceRunner {

  /** Where the calls are made: here and now, or one after the other on worker threads. */
  interface Pace {
    void run(Supplier<Input> call);
  }

  private final Service service;
  private final Limits limits;
  private final Pace pace;
  private final Consumer<String> broken;

  ServiceRunner(Service service, Limits limits, Pace pace, Consumer<String> broken) {
    this.service = service;
    this.limits = limits;
    this.pace = pace;
    this.broken = broken;
  }

  void execute(List<Effect.Invocation> invocations) {
    pace.run(() -> executed(invocations));
  }

  void query(long readId, Bytes payload) {
    pace.run(() -> new Input.Queried(readId, outcome(payload)));
  }

  void capture(long captureId, Bytes head) {
    pace.run(() -> captured(captureId, head));
  }

  void restore(Bytes state) {
    pace.run(() -> restored(state));
  }

  private Input executed(List<Effect.Invocation> invocations) {
    List<Result> results = new ArrayList<>(invocations.size());
    for (Effect.Invocation invocation : invocations) {
      results.add(outcome(invocation));
    }
    return new Input.Executed(results);
  }

  private Result outcome(Effect.Invocation invocation) {
    Request request =
        new Request(
            invocation.index(),
            invocation.clockMillis(),
            invocation.seed(),
            buffer(invocation.payload()));
    try {
      return result(service.execute(request));
    } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
      return new Result.Threw(text(e));
    }
  }

  private Result outcome(Bytes query) {
    try {
      return result(service.query(buffer(query)));
    } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
      return new Result.Threw(text(e));
    }
  }

  private Result result(Buffer returned) {
    Buffer value = Objects.requireNonNull(returned, "the service returned null");
    return value.length() > limits.payloadBytes()
        ? new Result.TooLarge(value.length())
        : new Result.Returned(Bytes.of(value.getBytes()));
  }

  private Input captured(long captureId, Bytes head) {
    try {
      Pieces state = Snapshots.capture(head, service, limits.stateBytes());
      return new Input.StateCaptured(captureId, CapturedState.of(state));
    } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
      return new Input.StateCaptureFailed(captureId, text(e));
    }
  }

  private Input restored(Bytes state) {
    Bytes before;
    try {
      before = Snapshots.capture(service, limits.stateBytes());
    } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
      return new Input.StateRestoreFailed("the service cannot write its own state: " + text(e));
    }
    try {
      Snapshots.restore(service, state);
      return new Input.StateRestored();
    } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
      putBack(before);
      return new Input.StateRestoreFailed(text(e));
    }
  }

  private void putBack(Bytes before) {
    try {
      Snapshots.restore(service, before);
    } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
      broken.accept("the service could not take back its own state: " + text(e));
    }
  }

  private static Buffer buffer(Bytes bytes) {
    Buffer buffer = Buffer.buffer(bytes.length());
    bytes.writeTo(buffer::appendBytes);
    return buffer;
  }

  private static String text(Throwable thrown) {
    String message = thrown.getMessage();
    String name = thrown.getClass().getSimpleName();
    return message == null ? name : name + ": " + message;
  }
}
