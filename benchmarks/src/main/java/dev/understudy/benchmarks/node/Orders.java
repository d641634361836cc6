package dev.understudy.benchmarks.node;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What a process does when it is told to: one JSON object a line on standard input, each with an
 * {@code order}, answered by one on standard output. The first answer, {@code {}}, says that it is
 * ready. An order that fails is answered with {@code {"error":..}}.
 */
final class Orders {

  static final String ORDER = "order";
  static final String ERROR = "error";

  private final Map<String, Function<JsonObject, JsonObject>> known = new LinkedHashMap<>();

  /** Takes an order of this name. */
  Orders on(String order, Function<JsonObject, JsonObject> does) {
    known.put(order, does);
    return this;
  }

  /** Obeys until standard input ends: nobody outlives the one who gives the orders. */
  void obey() throws IOException {
    PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    answers.println(new JsonObject().encode());
    String line = orders.readLine();
    while (line != null) {
      answers.println(answer(line).encode());
      line = orders.readLine();
    }
  }

  private JsonObject answer(String line) {
    try {
      JsonObject order = new JsonObject(line);
      Function<JsonObject, JsonObject> does = known.get(order.getString(ORDER, ""));
      return does == null ? failed("there is no such order") : does.apply(order);
    } catch (DecodeException e) {
      return failed("not JSON");
    } catch (RuntimeException e) {
      return failed(String.valueOf(e));
    }
  }

  private static JsonObject failed(String why) {
    return new JsonObject().put(ERROR, why);
  }
}
