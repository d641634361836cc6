package dev.understudy.monitor;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The files of the dashboard, from this module and from the charts' library. All but the page are
 * named after what they contain, all together: what a browser has kept is right for ever, and a
 * page never meets the parts of another build.
 */
final class DashboardFiles {

  /** Of the library in the module's dependencies. */
  private static final String CHARTS = "/META-INF/resources/webjars/uplot/1.6.30/dist/";

  private static final String OWN = "dashboard/";
  private static final String PAGE = "index.html";
  private static final int BUILD_DIGITS = 12;

  private static final List<String> NAMES =
      List.of(
          "actions.js",
          "api.js",
          "app.js",
          "charts.js",
          "diverged.js",
          "dom.js",
          "drills.js",
          "group.js",
          "mark.svg",
          "overview.js",
          "servers.js",
          "story.js",
          "stream.js",
          "style.css",
          "timeline.js",
          "words.js");

  private static final Map<String, String> TYPES =
      Map.of(
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml",
          "html", "text/html; charset=utf-8");

  private final Map<String, Buffer> files = new TreeMap<>();
  private final String build;
  private final Buffer page;

  /** Reads them all. */
  DashboardFiles() {
    NAMES.forEach(name -> files.put(name, resource(OWN + name)));
    files.put("uPlot.js", resource(CHARTS + "uPlot.esm.js"));
    files.put("uPlot.css", resource(CHARTS + "uPlot.min.css"));
    Buffer template = resource(OWN + PAGE);
    build = digest(template);
    page =
        Buffer.buffer(
            template.toString(StandardCharsets.UTF_8).replace("/ui/BUILD/", "/ui/" + build + "/"));
  }

  /** The page, which names the build of all others. */
  Buffer page() {
    return page;
  }

  /** Differs where any file does. */
  String build() {
    return build;
  }

  /** A file of that build; empty if there is none, or if the build is another one. */
  Optional<Buffer> file(String ofBuild, String name) {
    return build.equals(ofBuild) ? Optional.ofNullable(files.get(name)) : Optional.empty();
  }

  /** The content type of a file by its name. */
  static String type(String name) {
    return TYPES.getOrDefault(
        name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
  }

  private String digest(Buffer template) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(template.getBytes());
      files.forEach(
          (name, content) -> {
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            digest.update(content.getBytes());
          });
      return HexFormat.of().formatHex(digest.digest()).substring(0, BUILD_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static Buffer resource(String name) {
    try (InputStream in = DashboardFiles.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from the program");
      }
      return Buffer.buffer(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
