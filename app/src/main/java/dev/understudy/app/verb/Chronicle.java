package dev.understudy.app.verb;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The history of a group out of its events: masterships, double masterships, recoveries; each with
 * what it came from and went to, why, and how long it took where the events tell.
 */
final class Chronicle {

  /** The types of events that it is made of. */
  static final List<String> TYPES =
      List.of(
          "master-elected",
          "master-stepped-down",
          "duplicate-registration",
          "inconsistency-detected",
          "server-aligned",
          "synchronization-started",
          "synchronization-completed",
          "synchronization-failed",
          "server-terminated",
          "diverged",
          "diverged-dropped",
          "possible-loss");

  private final List<JsonObject> entries = new ArrayList<>();
  private final Map<Integer, Long> synchronizing = new TreeMap<>();
  private final Map<Integer, String> inconsistent = new TreeMap<>();
  private @Nullable Integer master;
  private OptionalLong masterlessSince = OptionalLong.empty();
  private long duplicateMillis = Long.MIN_VALUE;

  /** Every name server that sees a double mastership says so: what comes within this is one. */
  private static final long SAME_MILLIS = 2_000;

  /** Takes the next event. */
  void add(JsonObject event) {
    long time = event.getValue("time") instanceof Number millis ? millis.longValue() : 0;
    Integer server = number(event, "server");
    switch (String.valueOf(event.getValue("type"))) {
      case "master-elected" -> elected(event, time, server);
      case "master-stepped-down" -> {
        masterlessSince = OptionalLong.of(time);
        entry(time, "step-down", server, null).put("why", event.getValue("reason"));
      }
      case "duplicate-registration" -> duplicate(event, time);
      case "inconsistency-detected" -> noteInconsistency(event, server);
      case "server-aligned" ->
          entry(time, "alignment", server, number(event, "master"))
              .put("why", server == null ? null : inconsistent.get(server));
      case "synchronization-started" -> begin(time, server);
      case "synchronization-completed" -> synchronizedNow(event, time, server);
      case "synchronization-failed" ->
          entry(time, "synchronization failed", null, server).put("why", event.getValue("reason"));
      case "server-terminated" ->
          entry(time, "termination", server, null).put("why", event.getValue("reason"));
      case "diverged" ->
          entry(time, "diverged", server, number(event, "to"))
              .put("why", event.getValue("records") + " requests handed over");
      case "possible-loss", "diverged-dropped" ->
          entry(time, String.valueOf(event.getValue("type")), server, null)
              .put("why", event.getValue("reason"));
      default -> {
        // of a later version: nothing is known of what it means
      }
    }
  }

  /** What happened, the oldest first: {@code {"time","what","from","to","why","tookMillis"}}. */
  List<JsonObject> entries() {
    return List.copyOf(entries);
  }

  private void elected(JsonObject event, long time, @Nullable Integer server) {
    JsonObject entry = entry(time, "election", master, server);
    entry.put("why", event.getValue("by")).put("epoch", event.getValue("epoch"));
    if (masterlessSince.isPresent() && time >= masterlessSince.getAsLong()) {
      entry.put("tookMillis", time - masterlessSince.getAsLong());
    }
    masterlessSince = OptionalLong.empty();
    master = server;
  }

  private void duplicate(JsonObject event, long time) {
    if (time - SAME_MILLIS < duplicateMillis) {
      return;
    }
    duplicateMillis = time;
    entry(time, "double mastership", null, number(event, "retained"))
        .put("from", event.getValue("superseded"))
        .put("why", event.getValue("criteria"));
  }

  private void noteInconsistency(JsonObject event, @Nullable Integer server) {
    if (server != null) {
      inconsistent.put(server, String.valueOf(event.getValue("found")));
    }
  }

  private void begin(long time, @Nullable Integer server) {
    if (server != null) {
      synchronizing.put(server, time);
    }
  }

  private void synchronizedNow(JsonObject event, long time, @Nullable Integer server) {
    JsonObject entry = entry(time, "synchronization", number(event, "from"), server);
    Long began = server == null ? null : synchronizing.remove(server);
    if (began != null && time >= began) {
      entry.put("tookMillis", time - began);
    }
    if (server != null) {
      entry.put("why", inconsistent.remove(server));
    }
  }

  private JsonObject entry(long time, String what, @Nullable Integer from, @Nullable Integer to) {
    JsonObject entry =
        new JsonObject()
            .put("time", time)
            .put("what", what)
            .put("from", from)
            .put("to", to)
            .putNull("why")
            .putNull("tookMillis");
    entries.add(entry);
    return entry;
  }

  private static @Nullable Integer number(JsonObject event, String name) {
    return event.getValue(name) instanceof Integer number ? number : null;
  }
}
