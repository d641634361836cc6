package dev.understudy.faults.client;

import io.vertx.core.Future;
import io.vertx.core.shareddata.AsyncMap;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Does to a shared map what is asked of a group. Each change is one atomic operation of the map, so
 * that whatever is lost was not lost here.
 */
final class MapCaller implements Caller {

  private final AsyncMap<String, String> map;
  private final long deadlineMillis;

  MapCaller(AsyncMap<String, String> map, long deadlineMillis) {
    this.map = map;
    this.deadlineMillis = deadlineMillis;
  }

  @Override
  public Future<Answer> make(Call call) {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(deadlineMillis);
    return answer(call, until)
        .timeout(deadlineMillis, TimeUnit.MILLISECONDS)
        .otherwise(failure -> Answer.unknown(failure.getClass().getSimpleName()));
  }

  private Future<Answer> answer(Call call, long until) {
    return switch (call.kind()) {
      case GET -> value(call.key()).map(MapCaller::ok);
      case PUT -> put(call.key(), call.value().orElseThrow(), until).map(MapCaller::ok);
      case CAS ->
          swap(call.key(), call.expect(), call.value().orElseThrow())
              .map(swapped -> ok(Optional.of(String.valueOf(swapped))));
      case ADD -> add(call.key(), until).map(sum -> ok(Optional.of(sum)));
    };
  }

  private static Answer ok(Optional<String> result) {
    return Answer.ok(result, "", 0);
  }

  private Future<Optional<String>> value(String key) {
    return map.get(key).map(Optional::ofNullable);
  }

  /** Returns the value before. */
  private Future<Optional<String>> put(String key, String value, long until) {
    return map.replace(key, value)
        .map(Optional::ofNullable)
        .compose(
            before ->
                before.isPresent()
                    ? Future.succeededFuture(before)
                    : swap(key, before, value)
                        .compose(
                            first ->
                                first
                                    ? Future.succeededFuture(before)
                                    : again(until, () -> put(key, value, until))));
  }

  private Future<Boolean> swap(String key, Optional<String> expect, String value) {
    return expect.isPresent()
        ? map.replaceIfPresent(key, expect.get(), value)
        : map.putIfAbsent(key, value).map(present -> Optional.ofNullable(present).isEmpty());
  }

  private Future<String> add(String key, long until) {
    return value(key)
        .compose(
            before -> {
              String sum = String.valueOf(before.map(Long::parseLong).orElse(0L) + 1);
              return swap(key, before, sum)
                  .compose(
                      added ->
                          added
                              ? Future.succeededFuture(sum)
                              : again(until, () -> add(key, until)));
            });
  }

  /** Somebody else was quicker. */
  private static <T> Future<T> again(long until, Supplier<Future<T>> attempt) {
    return System.nanoTime() < until ? attempt.get() : Future.failedFuture("deadline-exceeded");
  }
}
