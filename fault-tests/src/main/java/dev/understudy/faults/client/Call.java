package dev.understudy.faults.client;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * What is asked of one key of the {@code kv} service, or one name of the {@code counter}.
 *
 * @param value what is written; no two calls of a run write the same
 * @param expect of a {@link Kind#CAS}; empty: that there is no value
 */
public record Call(Kind kind, String key, Optional<String> value, Optional<String> expect) {

  /** Reads a key. */
  public static Call get(String key) {
    return new Call(Kind.GET, key, Optional.empty(), Optional.empty());
  }

  /** Writes a key. */
  public static Call put(String key, String value) {
    return new Call(Kind.PUT, key, Optional.of(value), Optional.empty());
  }

  /** Writes a key if it has the expected value. */
  public static Call cas(String key, Optional<String> expect, String value) {
    return new Call(Kind.CAS, key, Optional.of(value), expect);
  }

  /** Adds 1 to a counter. */
  public static Call add(String name) {
    return new Call(Kind.ADD, name, Optional.empty(), Optional.empty());
  }

  /** Whether it changes nothing. */
  boolean isQuery() {
    return kind == Kind.GET;
  }

  /** What the service is given. */
  Buffer payload() {
    JsonObject json = new JsonObject().put("op", kind.text());
    json.put(kind == Kind.ADD ? "name" : "key", key);
    if (kind == Kind.CAS) {
      json.put("expect", expect.orElse(null));
    }
    value.ifPresent(written -> json.put("value", written));
    return json.toBuffer();
  }

  /** The part of the service's answer that matters; empty where it is null. */
  Optional<String> result(JsonObject answer) {
    String field =
        switch (kind) {
          case GET, ADD -> "value";
          case PUT -> "previous";
          case CAS -> "swapped";
        };
    return Optional.ofNullable(answer.getValue(field)).map(String::valueOf);
  }
}
