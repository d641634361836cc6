package dev.understudy.monitor;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the module gives to Prometheus and Grafana, and the page that explains it. */
final class MonitoringFiles {

  static final Path ALERTS = Path.of("prometheus", "alerts.yml");
  static final Path ALERTS_TEST = Path.of("prometheus", "alerts-test.yml");

  private static final Path DASHBOARD = Path.of("grafana", "understudy.json");
  private static final Path PAGE = Path.of("..", "docs", "operations.md");

  private MonitoringFiles() {}

  /** The names of all alerts. */
  static Set<String> alerts() {
    return matches(text(ALERTS), "(?m)^ *- alert: (\\w+)$");
  }

  /** The samples that an expression, or a text full of them, asks for. */
  static Set<String> samples(String expressions) {
    return matches(expressions, "\\b(understudy_[a-z_]+)\\b");
  }

  /** The operator's page. */
  static String page() {
    return text(PAGE);
  }

  /** Every expression of the Grafana dashboard. */
  static List<String> expressions() {
    List<String> found = new ArrayList<>();
    collect(new JsonObject(text(DASHBOARD)), found);
    return found;
  }

  static Set<String> matches(String text, String pattern) {
    Set<String> found = new TreeSet<>();
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  static String text(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void collect(Object json, List<String> found) {
    if (json instanceof JsonObject object) {
      object.forEach(
          field -> {
            boolean isExpression = field.getKey().matches("expr|definition");
            if (isExpression && field.getValue() instanceof String expression) {
              found.add(expression);
            } else {
              collect(field.getValue(), found);
            }
          });
    } else if (json instanceof JsonArray array) {
      array.forEach(element -> collect(element, found));
    }
  }
}
