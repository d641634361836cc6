package dev.understudy.benchmarks.node;

import dev.understudy.group.EventType;
import dev.understudy.wire.Addresses;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the cluster told since this began to listen. Times are readings of {@link System#nanoTime},
 * which all processes of a machine read off the same clock.
 */
final class Happenings {

  /** Of the rest there are thousands a second where there are many groups. */
  private static final Set<String> KEPT =
      Set.of(
          EventType.MASTER_ELECTED.text(),
          EventType.MASTER_STEPPED_DOWN.text(),
          EventType.DUPLICATE_REGISTRATION.text());

  private static final int MOST = 100_000;

  private record Happening(long nanos, String type, int server) {}

  private final List<Happening> kept = new ArrayList<>();
  private final Map<String, Integer> masters = new TreeMap<>();
  private long lastElectedNanos;

  /** Listens from now on. */
  static Happenings listen(Vertx vertx) {
    Happenings happenings = new Happenings();
    vertx
        .eventBus()
        .<JsonObject>consumer(Addresses.EVENTS, message -> happenings.happened(message.body()))
        .completion()
        .await();
    return happenings;
  }

  /**
   * {@code groups} that have elected a master; {@code on}: how many of them the order's {@code
   * server}; {@code lastNanos}: when the last was elected.
   */
  synchronized JsonObject masters(JsonObject order) {
    int server = order.getInteger("server", 0);
    return new JsonObject()
        .put("groups", masters.size())
        .put("on", masters.values().stream().filter(master -> master == server).count())
        .put("lastNanos", lastElectedNanos);
  }

  /**
   * How often the order's {@code type} happened after {@code sinceNanos} ({@code count}), on {@code
   * server} unless that is 0, and when first ({@code firstNanos}; 0 if it did not).
   */
  synchronized JsonObject since(JsonObject order) {
    String type = order.getString("type");
    long since = order.getLong("sinceNanos");
    int server = order.getInteger("server", 0);
    List<Happening> found =
        kept.stream()
            .filter(one -> one.type().equals(type) && one.nanos() > since)
            .filter(one -> server == 0 || one.server() == server)
            .toList();
    return new JsonObject()
        .put("count", found.size())
        .put("firstNanos", found.isEmpty() ? 0 : found.get(0).nanos());
  }

  private synchronized void happened(JsonObject event) {
    String type = event.getString("type");
    if (!KEPT.contains(type)) {
      return;
    }
    long now = System.nanoTime();
    int server = event.getInteger("server");
    if (type.equals(EventType.MASTER_ELECTED.text())) {
      masters.put(event.getString("group"), server);
      lastElectedNanos = now;
    }
    if (kept.size() < MOST) {
      kept.add(new Happening(now, type, server));
    }
  }
}
