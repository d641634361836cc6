package dev.understudy.app.demo;

import dev.understudy.app.Failure;
import dev.understudy.app.verb.Gateway;
import dev.understudy.wire.Documents;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Looks for every acknowledged write: it has to be in the surviving state or in exactly one
 * diverged record, never in both, never in neither.
 *
 * @param surviving writes in the state
 * @param diverged writes in a diverged record
 * @param lost writes in neither
 * @param twice writes in both, in several records, or executed a second time
 * @param excuseless reads that did not show a write which survived
 */
record Audit(int surviving, int diverged, int lost, int twice, int excuseless) {

  private static final int READERS = 8;

  /** Reads everything back through a gateway. */
  static Audit of(Ledger ledger, Gateway gateway) {
    Map<String, Integer> records = recordsByKey(gateway);
    List<Ledger.Write> writes = ledger.acknowledged();
    List<Boolean> present = present(writes, gateway);
    Set<String> repeated = ledger.repeated();
    Set<String> missed = ledger.missed();
    int surviving = 0;
    int diverged = 0;
    int lost = 0;
    int twice = 0;
    int excuseless = 0;
    for (int i = 0; i < writes.size(); i++) {
      String key = writes.get(i).key();
      int places = records.getOrDefault(key, 0) + (present.get(i) ? 1 : 0);
      if (places == 0) {
        lost++;
      } else if (places > 1 || repeated.contains(key)) {
        twice++;
      } else if (present.get(i)) {
        surviving++;
        excuseless += missed.contains(key) ? 1 : 0;
      } else {
        diverged++;
      }
    }
    return new Audit(surviving, diverged, lost, twice, excuseless);
  }

  int acknowledged() {
    return surviving + diverged + lost + twice;
  }

  /** Whether every promise was kept, once. */
  boolean isClean() {
    return lost == 0 && twice == 0 && excuseless == 0;
  }

  /** The value of a key; {@code "null"} if there is none. */
  static String value(Gateway gateway, String key) {
    Buffer get = new JsonObject().put("op", "get").put("key", key).toBuffer();
    return String.valueOf(
        gateway.post(Gateway.path(DemoCluster.GROUP, "queries"), get).json().getValue("value"));
  }

  private static Map<String, Integer> recordsByKey(Gateway gateway) {
    Map<String, Integer> records = new TreeMap<>();
    JsonObject document = gateway.get(Gateway.path(DemoCluster.GROUP, "diverged")).json();
    for (JsonObject one : Documents.objects(document, "records")) {
      if (one.getValue("payload") instanceof JsonObject put) {
        records.merge(String.valueOf(put.getValue("key")), 1, Integer::sum);
      }
    }
    return records;
  }

  private static List<Boolean> present(List<Ledger.Write> writes, Gateway gateway) {
    ExecutorService readers = Executors.newFixedThreadPool(READERS);
    try {
      List<Future<Boolean>> reads = new ArrayList<>();
      for (Ledger.Write write : writes) {
        reads.add(readers.submit(() -> write.value().equals(value(gateway, write.key()))));
      }
      List<Boolean> present = new ArrayList<>();
      for (Future<Boolean> read : reads) {
        present.add(read.get());
      }
      return present;
    } catch (ExecutionException e) {
      throw Failure.error("the state cannot be read back: " + e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.error("interrupted");
    } finally {
      readers.shutdownNow();
    }
  }
}
