package dev.understudy.monitor;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The calls that the OpenAPI document has, each like {@code GET /api/groups/{group}}. */
final class Operations {

  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  private final Map<String, Boolean> operations = new TreeMap<>();

  Operations() {
    JsonObject paths = document().getJsonObject("paths");
    for (String path : paths.fieldNames()) {
      JsonObject item = paths.getJsonObject(path);
      for (String method : item.fieldNames()) {
        if (METHODS.contains(method)) {
          operations.put(
              method.toUpperCase(Locale.ROOT) + " " + path,
              path.contains("{") || takesSomething(item.getJsonObject(method)));
        }
      }
    }
  }

  List<String> all() {
    return List.copyOf(operations.keySet());
  }

  /** Those that are told something: by the path, by parameters, or by a body. */
  Set<String> ofInput() {
    Set<String> taking = new TreeSet<>(operations.keySet());
    taking.removeIf(operation -> !Boolean.TRUE.equals(operations.get(operation)));
    return taking;
  }

  /** The one that a request is for, if its first line names one. */
  Optional<String> of(Buffer request) {
    String[] words = request.toString().split("[ ?]", 3);
    return operations.keySet().stream()
        .filter(
            operation ->
                (words[0] + " " + words[1]).matches(operation.replaceAll("\\{\\w+}", "[^/]+")))
        .findFirst();
  }

  private static boolean takesSomething(JsonObject operation) {
    return !operation.getJsonArray("parameters", new JsonArray()).isEmpty()
        || operation.containsKey("requestBody");
  }

  private static JsonObject document() {
    try (InputStream in = Operations.class.getResourceAsStream("openapi.json")) {
      return new JsonObject(Buffer.buffer(Objects.requireNonNull(in).readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
