package dev.understudy.faults.report;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * What is around the page's content: styles, scripts and the document, all within the page. Its
 * content policy forbids the browser to load anything.
 */
final class PageFrame {

  private static final String UPLOT = "META-INF/resources/webjars/uplot/";
  private static final Pattern BANNER = Pattern.compile("^/\\*!.*?\\*/\\s*", Pattern.DOTALL);

  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
      script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <link rel="icon" href="data:,">
      <title>Fault report</title>
      """;

  private PageFrame() {}

  static String around(Html main, JsonObject document) {
    String uplot = UPLOT + uplotVersion() + "/";
    return HEAD
        + ("<style>\n" + read(uplot + "dist/uPlot.min.css") + own("report.css") + "</style>\n")
        + ("</head>\n<body>\n" + main + "\n")
        + ("<script type=\"application/json\" id=\"report\">" + inert(document) + "</script>\n")
        + ("<script>\n/*\nuPlot\n\n" + read(uplot + "LICENSE") + "\n*/\n")
        + (script(read(uplot + "dist/uPlot.iife.min.js")) + "\n</script>\n")
        + ("<script>\n" + script(own("report.js")) + "</script>\n")
        + "</body>\n</html>\n";
  }

  /** JSON that cannot end the element which it stands in. */
  static String inert(JsonObject document) {
    return document
        .encode()
        .replace("&", "\\u0026")
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }

  private static String script(String source) {
    if (source.contains("</script") || source.contains("<!--")) {
      throw new IllegalStateException("a script that would end its element");
    }
    return BANNER.matcher(source).replaceFirst("");
  }

  private static String uplotVersion() {
    try (InputStream in = open("META-INF/maven/org.webjars.npm/uplot/pom.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String own(String name) {
    return read("dev/understudy/faults/report/" + name);
  }

  private static String read(String resource) {
    try (InputStream in = open(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String resource) throws IOException {
    InputStream in = PageFrame.class.getClassLoader().getResourceAsStream(resource);
    if (in == null) {
      throw new IOException("not on the class path: " + resource);
    }
    return in;
  }
}
