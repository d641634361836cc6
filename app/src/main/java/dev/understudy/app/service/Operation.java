package dev.understudy.app.service;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A JSON object {@code {"op":..}} that a service was sent. Whatever is wrong with it ends in an
 * {@link IllegalArgumentException} whose message tells the client what to mend.
 */
final class Operation {

  private final JsonObject json;
  private final Set<String> read = new TreeSet<>(List.of("op"));

  private Operation(JsonObject json) {
    this.json = json;
  }

  static Operation parse(Buffer payload) {
    try {
      return new Operation(new JsonObject(payload));
    } catch (DecodeException | ClassCastException e) {
      throw new IllegalArgumentException("a request is a JSON object with an \"op\"", e);
    }
  }

  /** The name of the operation. */
  String name() {
    return text("op");
  }

  /** A text that has to be there. */
  String text(String field) {
    read.add(field);
    if (json.getValue(field) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("\"" + field + "\" has to be a text");
  }

  /** Whether the field is there, be it null. */
  boolean has(String field) {
    return json.containsKey(field);
  }

  /** Whether the field is null or not there. */
  boolean isNull(String field) {
    read.add(field);
    return json.getValue(field) == null;
  }

  /** A whole number of 64 bits. */
  long number(String field, long absent) {
    if (isNull(field)) {
      return absent;
    }
    Object value = json.getValue(field);
    if (value instanceof Integer || value instanceof Long) {
      return ((Number) value).longValue();
    }
    throw new IllegalArgumentException("\"" + field + "\" has to be a whole number");
  }

  /** To be called when everything was read, and before anything is changed. */
  void requireNoOthers() {
    for (String field : json.fieldNames()) {
      if (!read.contains(field)) {
        throw new IllegalArgumentException(
            "\"" + name() + "\" has no \"" + field + "\"; it has " + String.join(", ", read));
      }
    }
  }

  /** For an operation that the service does not have. */
  static IllegalArgumentException unknown(String operations) {
    return new IllegalArgumentException("\"op\" has to be one of " + operations);
  }
}
