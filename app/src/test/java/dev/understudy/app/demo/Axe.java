package dev.understudy.app.demo;

import com.microsoft.playwright.Page;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Whether people who do not see a page, or see it badly, can use it: the rules of axe-core. */
final class Axe {

  private static final Set<String> WEIGHTY = Set.of("serious", "critical");
  private static final String SCRIPT = script();

  private Axe() {}

  /** What is serious or worse: which rule, and where. */
  static List<String> findings(Page page) {
    if (page.evaluate("'axe' in window").equals(false)) {
      page.evaluate(SCRIPT);
    }
    Object found =
        page.evaluate(
            "async () => JSON.stringify((await axe.run({resultTypes: ['violations']}))"
                + ".violations.map(one => ({rule: one.id,"
                + " impact: one.impact, where: one.nodes.slice(0, 3).map(node => node.html +"
                + " node.failureSummary)})))");
    return new JsonArray(String.valueOf(found))
        .stream()
            .map(JsonObject.class::cast)
            .filter(one -> WEIGHTY.contains(one.getString("impact")))
            .map(JsonObject::encode)
            .toList();
  }

  private static String script() {
    try (InputStream in = Axe.class.getResourceAsStream("/axe.min.js")) {
      return new String(
          Objects.requireNonNull(in, "axe.min.js").readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
