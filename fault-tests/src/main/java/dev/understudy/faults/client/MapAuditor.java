package dev.understudy.faults.client;

import dev.understudy.app.Failure;
import io.vertx.core.Future;
import io.vertx.core.shareddata.AsyncMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;

/** Reads a shared map when no client calls it any more. A map has no diverged records. */
final class MapAuditor {

  private final AsyncMap<String, String> map;
  private final Optional<String> absent;

  /**
   * @param absent what a key stands for that is not in the map: nothing, or the sum 0
   */
  MapAuditor(AsyncMap<String, String> map, Optional<String> absent) {
    this.map = map;
    this.absent = absent;
  }

  /**
   * Reads these keys.
   *
   * @throws Failure if they cannot be read
   */
  Audit read(List<String> keys) {
    long from = System.nanoTime();
    List<Future<String>> reads = new ArrayList<>();
    keys.forEach(key -> reads.add(map.get(key)));
    try {
      Future.all(reads).toCompletionStage().toCompletableFuture().join();
    } catch (CompletionException e) {
      throw Failure.error("the values cannot be read: " + e.getCause());
    }
    Map<String, Optional<String>> values = new TreeMap<>();
    for (int i = 0; i < keys.size(); i++) {
      values.put(keys.get(i), Optional.ofNullable(reads.get(i).result()).or(() -> absent));
    }
    return new Audit(from, System.nanoTime(), values, List.of());
  }
}
