package dev.understudy.app.service;

import dev.understudy.service.Request;
import dev.understudy.service.Service;
import dev.understudy.service.SnapshotReader;
import dev.understudy.service.SnapshotWriter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * {@code counter}: named numbers of 64 bits that start at 0.
 *
 * <table>
 *   <caption>Operations</caption>
 *   <tr><th>request<th>result
 *   <tr><td>{@code {"op":"add","name":"n","by":1}}; {@code by} may be negative, and is 1 if absent
 *       <td>{@code {"value":1}}
 *   <tr><td>{@code {"op":"get","name":"n"}}, also as a query <td>{@code {"value":1}}
 * </table>
 */
public final class CounterService implements Service {

  private final SortedMap<String, Long> counters = new TreeMap<>();

  @Override
  public Buffer execute(Request request) {
    Operation operation = Operation.parse(request.payload());
    return switch (operation.name()) {
      case "add" -> add(operation);
      case "get" -> get(operation);
      default -> throw Operation.unknown("add, get");
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
    out.writeInt(counters.size());
    counters.forEach((name, value) -> out.writeString(name).writeLong(value));
  }

  @Override
  public void restore(SnapshotReader in) {
    counters.clear();
    int size = in.readInt();
    for (int i = 0; i < size; i++) {
      String name = in.readString();
      counters.put(name, in.readLong());
    }
  }

  private Buffer add(Operation operation) {
    String name = operation.text("name");
    long by = operation.number("by", 1);
    operation.requireNoOthers();
    long value;
    try {
      value = Math.addExact(counters.getOrDefault(name, 0L), by);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("\"" + name + "\" would be more than 64 bits", e);
    }
    counters.put(name, value);
    return result(value);
  }

  private Buffer get(Operation operation) {
    String name = operation.text("name");
    operation.requireNoOthers();
    return result(counters.getOrDefault(name, 0L));
  }

  private static Buffer result(long value) {
    return new JsonObject().put("value", value).toBuffer();
  }
}
