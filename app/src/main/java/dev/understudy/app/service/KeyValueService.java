package dev.understudy.app.service;

import dev.understudy.service.Request;
import dev.understudy.service.Service;
import dev.understudy.service.SnapshotReader;
import dev.understudy.service.SnapshotWriter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code kv}: texts under texts.
 *
 * <table>
 *   <caption>Operations</caption>
 *   <tr><th>request<th>result
 *   <tr><td>{@code {"op":"put","key":"a","value":"1"}} <td>{@code {"previous":null}}
 *   <tr><td>{@code {"op":"get","key":"a"}}, also as a query
 *       <td>{@code {"value":"1"}} or {@code {"value":null}}
 *   <tr><td>{@code {"op":"cas","key":"a","expect":"1","value":"2"}}; {@code "expect":null} where
 *       there is to be no value <td>{@code {"swapped":true}}
 *   <tr><td>{@code {"op":"delete","key":"a"}} <td>{@code {"previous":"2"}}
 * </table>
 */
public final class KeyValueService implements Service {

  private static final String OPERATIONS = "put, get, cas, delete";

  private final SortedMap<String, String> values = new TreeMap<>();

  @Override
  public Buffer execute(Request request) {
    Operation operation = Operation.parse(request.payload());
    return switch (operation.name()) {
      case "put" -> put(operation);
      case "get" -> get(operation);
      case "cas" -> compareAndSet(operation);
      case "delete" -> delete(operation);
      default -> throw Operation.unknown(OPERATIONS);
    };
  }

  @Override
  public Buffer query(Buffer query) {
    Operation operation = Operation.parse(query);
    if (!operation.name().equals("get")) {
      throw new IllegalArgumentException("a query can only be \"get\"; send the rest as requests");
    }
    return get(operation);
  }

  @Override
  public void snapshot(SnapshotWriter out) {
    out.writeInt(values.size());
    values.forEach((key, value) -> out.writeString(key).writeString(value));
  }

  @Override
  public void restore(SnapshotReader in) {
    values.clear();
    int size = in.readInt();
    for (int i = 0; i < size; i++) {
      String key = in.readString();
      values.put(key, in.readString());
    }
  }

  private Buffer put(Operation operation) {
    String key = operation.text("key");
    String value = operation.text("value");
    operation.requireNoOthers();
    return result("previous", values.put(key, value));
  }

  private Buffer get(Operation operation) {
    String key = operation.text("key");
    operation.requireNoOthers();
    return result("value", values.get(key));
  }

  private Buffer compareAndSet(Operation operation) {
    String key = operation.text("key");
    String value = operation.text("value");
    if (!operation.has("expect")) {
      throw new IllegalArgumentException("\"expect\" has to be a text, or null for no value");
    }
    boolean expectsNone = operation.isNull("expect");
    String expected = expectsNone ? "" : operation.text("expect");
    operation.requireNoOthers();
    String found = values.get(key);
    boolean swapped = found == null ? expectsNone : !expectsNone && found.equals(expected);
    if (swapped) {
      values.put(key, value);
    }
    return result("swapped", swapped);
  }

  private Buffer delete(Operation operation) {
    String key = operation.text("key");
    operation.requireNoOthers();
    return result("previous", values.remove(key));
  }

  private static Buffer result(String name, @Nullable Object value) {
    return new JsonObject().put(name, value).toBuffer();
  }
}
