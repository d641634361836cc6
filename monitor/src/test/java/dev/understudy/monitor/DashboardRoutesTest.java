package dev.understudy.monitor;

import static dev.understudy.monitor.TestCluster.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.monitor.TestGateway.Answer;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page at {@code /} and its files: complete, kept by browsers, and closed to all else. */
class DashboardRoutesTest {

  private static final Path SOURCES =
      Path.of("src", "main", "resources", "dev", "understudy", "monitor", "dashboard");

  private final Vertx vertx = Vertx.vertx();
  private TestGateway gateway = new TestGateway(0);

  @BeforeEach
  void start() throws InterruptedException {
    MonitorVerticle monitor =
        new MonitorVerticle(
            new MonitorOptions()
                .setPort(0)
                .setTokens(
                    new MonitorTokens().setToken(AccessRole.READ, "a-token-that-nobody-has")));
    await(vertx.deployVerticle(monitor));
    gateway = new TestGateway(monitor.actualPort());
  }

  @AfterEach
  void stop() throws InterruptedException {
    await(vertx.close());
  }

  @Test
  void thePageIsForEverybodyAndIsAskedForAnewEachTime() throws InterruptedException {
    Answer page = gateway.get("/");

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
    assertThat(page.header("Cache-Control")).isEqualTo("no-cache");
    assertThat(gateway.getWith("/", "If-None-Match", page.header("ETag")).status()).isEqualTo(304);
    assertThat(gateway.getWith("/", "If-None-Match", "\"another\"").status()).isEqualTo(200);
  }

  @Test
  void aBrowserMayRunAndLoadNothingFromElsewhere() throws InterruptedException {
    String policy = gateway.get("/").header("Content-Security-Policy");

    assertThat(policy)
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'");
    assertThat(policy).doesNotContain("unsafe", "*", "http");
    for (String path : files()) {
      String namespacesAside = gateway.get(path).text().replace("http://www.w3.org/", "");
      assertThat(namespacesAside.lines().filter(line -> !line.strip().startsWith("*")))
          .as(path)
          .noneMatch(line -> line.matches(".*(src|href|import|fetch|url)\\W{1,4}(https?:)?//.*"));
    }
  }

  @Test
  void everyFileIsServedAndKeptForEver() throws InterruptedException, IOException {
    Set<String> served = new TreeSet<>();
    for (String path : files()) {
      Answer file = gateway.get(path);
      assertThat(file.status()).as(path).isEqualTo(200);
      assertThat(file.header("Cache-Control")).endsWith("immutable");
      assertThat(file.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(file.header("Content-Type")).doesNotContain("octet-stream");
      served.add(path.substring(path.lastIndexOf('/') + 1));
    }
    assertThat(served).contains("uPlot.js", "uPlot.css").containsAll(sources());
  }

  @Test
  void aFileOfAnotherBuildIsNotServedInItsPlace() throws InterruptedException {
    gateway.get("/ui/000000000000/app.js").requireError(404, "not-found");
    gateway.get(files().iterator().next() + "x").requireError(404, "not-found");
  }

  /** What the page names, and what the scripts that it names import. */
  private Set<String> files() throws InterruptedException {
    Set<String> found = new TreeSet<>();
    Set<String> waiting = paths(gateway.get("/").text(), "\"(/ui/[^\"]+)\"", "");
    while (found.addAll(waiting)) {
      Set<String> next = new TreeSet<>();
      for (String path : waiting) {
        String folder = path.substring(0, path.lastIndexOf('/') + 1);
        String text = gateway.get(path).text();
        next.addAll(paths(text, "(?:from |import\\()\"\\./([^\"]+)\"", folder));
      }
      waiting = next;
    }
    return found;
  }

  private static Set<String> paths(String text, String pattern, String folder) {
    return MonitoringFiles.matches(text, pattern).stream()
        .map(folder::concat)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> sources() throws IOException {
    try (var files = Files.list(SOURCES)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals("index.html"))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
