package dev.understudy.faults.client;

import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * A diverged record that a group was found to keep.
 *
 * @param epoch of the mastership that executed it, with {@code index} its name
 * @param payload the request
 * @param result what it was answered, if it was a result
 */
public record Remnant(
    String epoch, long index, JsonObject payload, Optional<JsonObject> result, int server) {

  public Remnant {
    payload = payload.copy();
    result = result.map(JsonObject::copy);
  }

  /** The key or counter that it is about. */
  public String key() {
    return payload.getString("name", payload.getString("key", ""));
  }

  /** What it was to write; empty where it is an {@link Kind#ADD}. */
  public Optional<String> value() {
    return Optional.ofNullable(payload.getString("value"));
  }

  /** From what the gateway tells (docs/http.md). */
  static Remnant of(JsonObject json) {
    return new Remnant(
        json.getString("epoch", ""),
        json.getLong("index", 0L),
        object(json, "payload").orElseGet(JsonObject::new),
        object(json, "result"),
        json.getInteger("server", -1));
  }

  JsonObject toJson() {
    return new JsonObject()
        .put("epoch", epoch)
        .put("index", index)
        .put("payload", payload)
        .put("result", result.orElse(null))
        .put("server", server);
  }

  private static Optional<JsonObject> object(JsonObject json, String field) {
    return json.getValue(field) instanceof JsonObject object
        ? Optional.of(object)
        : Optional.empty();
  }
}
