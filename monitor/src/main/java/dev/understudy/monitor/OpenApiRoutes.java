package dev.understudy.monitor;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The OpenAPI document of the gateway; everybody may read it. */
final class OpenApiRoutes {

  private static final String RESOURCE = "openapi.json";

  private final Buffer document = document();

  void mount(Border border) {
    border.onOpen(HttpMethod.GET, "/api/openapi.json", this::openApi);
  }

  private Future<Void> openApi(Exchange exchange) {
    return exchange.answer("application/json", document);
  }

  private static Buffer document() {
    try (InputStream in = OpenApiRoutes.class.getResourceAsStream(RESOURCE)) {
      return Buffer.buffer(Objects.requireNonNull(in, RESOURCE).readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
