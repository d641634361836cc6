package dev.understudy.monitor;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;

/**
 * The dashboard: a page and its files, open to everybody, as they say nothing of any group. What it
 * shows and does goes through the other routes, with the token that its user enters.
 */
final class DashboardRoutes {

  /** A browser runs, loads and asks nothing but what this gateway serves. */
  private static final String CONTENT_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final String FOR_EVER = "public, max-age=31536000, immutable";

  private final DashboardFiles files = new DashboardFiles();

  void mount(Border border) {
    border.onOpen(HttpMethod.GET, "/", this::page);
    border.onOpen(HttpMethod.GET, "/ui/:build/:file", this::file);
  }

  /** Asked for anew each time, and sent anew only where it is another one. */
  private Future<Void> page(Exchange exchange) {
    String tag = '"' + files.build() + '"';
    protect(exchange).with("Cache-Control", "no-cache").with("ETag", tag);
    if (exchange.header("If-None-Match").filter(tag::equals).isPresent()) {
      return exchange.notModified();
    }
    return exchange.answer(DashboardFiles.type("index.html"), files.page());
  }

  private Future<Void> file(Exchange exchange) {
    String name = exchange.segment("file");
    Buffer content =
        files
            .file(exchange.segment("build"), name)
            .orElseThrow(() -> new HttpFailure(404, "not-found", "there is no such file"));
    return protect(exchange)
        .with("Cache-Control", FOR_EVER)
        .answer(DashboardFiles.type(name), content);
  }

  private static Exchange protect(Exchange exchange) {
    return exchange
        .with("Content-Security-Policy", CONTENT_POLICY)
        .with("Referrer-Policy", "no-referrer")
        .with("Cross-Origin-Opener-Policy", "same-origin")
        .with("Cross-Origin-Resource-Policy", "same-origin");
  }
}
