package dev.understudy.faults.client;

import dev.understudy.app.Failure;
import dev.understudy.app.verb.Gateway;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * Reads a group through its gateways, the first that answers each time, when no client calls it any
 * more.
 *
 * <p>Values and records cannot be read in one look, and a record may become a value between the
 * two. So the records are read before and after the values, until both times they are the same.
 */
final class Auditor {

  private static final int READERS = 8;
  private static final int TRIES = 5;
  private static final long PAUSE_NANOS = 500_000_000;
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final List<Gateway> gateways;
  private final String group;
  private final String field;

  /**
   * @param field what the service calls a key: {@code "key"} or {@code "name"}
   */
  Auditor(List<URI> gateways, String group, String field) {
    this.gateways =
        gateways.stream().map(gateway -> new Gateway(List.of(gateway), TIMEOUT)).toList();
    this.group = group;
    this.field = field;
  }

  /**
   * Reads these keys and all diverged records.
   *
   * @throws Failure if they cannot be read, or do not come to rest
   */
  Audit read(List<String> keys) {
    for (int attempt = 0; attempt < TRIES; attempt++) {
      long from = System.nanoTime();
      List<Remnant> before = patiently(this::remnants);
      Map<String, Optional<String>> values = values(keys);
      List<Remnant> after = patiently(this::remnants);
      if (before.equals(after)) {
        return new Audit(from, System.nanoTime(), values, after);
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    throw Failure.error("the diverged records do not come to rest");
  }

  /**
   * What is wrong if not all servers hold the same, by their digests: what is read comes from the
   * master. Empty if nothing is.
   */
  String difference() {
    String found = "";
    for (int attempt = 0; attempt < TRIES; attempt++) {
      try {
        JsonObject verified = patiently(this::verification);
        if (Boolean.TRUE.equals(verified.getValue("consistent"))) {
          return "";
        }
        found = "the servers do not hold the same: " + verified.encode();
      } catch (Failure e) {
        found = "the servers' digests cannot be compared: " + e.getMessage();
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return found;
  }

  private JsonObject verification(Gateway gateway) {
    return gateway.post(Gateway.path(group, "verifications"), Buffer.buffer("{}")).json();
  }

  private Map<String, Optional<String>> values(List<String> keys) {
    ExecutorService readers = Executors.newFixedThreadPool(READERS);
    try {
      List<Future<Optional<String>>> reads = new ArrayList<>();
      for (String key : keys) {
        reads.add(readers.submit(() -> patiently(gateway -> value(gateway, key))));
      }
      Map<String, Optional<String>> values = new TreeMap<>();
      for (int i = 0; i < keys.size(); i++) {
        values.put(keys.get(i), reads.get(i).get());
      }
      return values;
    } catch (ExecutionException e) {
      throw Failure.error("the values cannot be read: " + e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.error("interrupted");
    } finally {
      readers.shutdownNow();
    }
  }

  private Optional<String> value(Gateway gateway, String key) {
    Buffer get = new JsonObject().put("op", "get").put(field, key).toBuffer();
    JsonObject answer = gateway.post(Gateway.path(group, "queries"), get).json();
    return Optional.ofNullable(answer.getValue("value")).map(String::valueOf);
  }

  private List<Remnant> remnants(Gateway gateway) {
    List<Remnant> remnants = new ArrayList<>();
    long from = 0;
    while (from >= 0) {
      JsonObject page = gateway.get(Gateway.path(group, "diverged") + "?from=" + from).json();
      for (Object record : page.getJsonArray("records")) {
        remnants.add(Remnant.of((JsonObject) record));
      }
      from = page.getValue("next") instanceof Number next ? next.longValue() : -1;
    }
    return remnants;
  }

  private <T> T patiently(Reading<T> reading) {
    for (int attempt = 1; attempt < TRIES; attempt++) {
      try {
        return reading.through(gateways.get(attempt % gateways.size()));
      } catch (Failure e) {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
    return reading.through(gateways.get(0));
  }

  private interface Reading<T> {
    T through(Gateway gateway);
  }
}
