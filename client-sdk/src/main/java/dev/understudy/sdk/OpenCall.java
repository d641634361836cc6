package dev.understudy.sdk;

import dev.understudy.client.ClientEffect;
import dev.understudy.client.ClientInput;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A call of the application: from the thread that makes it to the client's context, and back to the
 * context it was made on. It ends once.
 */
final class OpenCall<T> {

  private final LongFunction<ClientInput> input;
  private final Function<ClientEffect, T> outcome;
  private final Optional<Context> caller = Optional.ofNullable(Vertx.currentContext());
  private final Promise<T> promise = Promise.promise();
  private Optional<Throwable> failure = Optional.empty();
  private @Nullable T result;

  /**
   * A call made by this thread.
   *
   * @param input makes the machine's input from the call's number
   * @param outcome what the caller gets, or a {@link GroupException} thrown
   */
  OpenCall(LongFunction<ClientInput> input, Function<ClientEffect, T> outcome) {
    this.input = input;
    this.outcome = outcome;
  }

  Future<T> future() {
    return promise.future();
  }

  ClientInput input(long callId) {
    return input.apply(callId);
  }

  /** The context that the caller is told on; none if it is no thread of Vert.x. */
  Optional<Context> caller() {
    return caller;
  }

  /** What it ended with, to be told by {@link #tell}. */
  void ended(ClientEffect effect) {
    try {
      result = outcome.apply(effect);
    } catch (RuntimeException e) {
      failed(e);
    }
  }

  /** It failed, to be told by {@link #tell}. */
  void failed(Throwable cause) {
    failure = Optional.of(cause);
  }

  /** Tells the caller, here and now. */
  void tell() {
    failure.ifPresentOrElse(promise::fail, () -> promise.complete(result));
  }
}
