package dev.understudy.monitor;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.CorsHandler;
import java.util.List;
import java.util.Set;

/**
 * Which pages may use the gateway from a browser: its own, and those of the origins that are set. A
 * request of another page is refused, whether or not the browser would show it the answer.
 */
final class Origins {

  private static final int PREFLIGHT_SECONDS = 600;

  private final Set<String> allowed;
  private final CorsHandler cors;

  Origins(List<String> allowed) {
    this.allowed = Set.copyOf(allowed);
    cors =
        CorsHandler.create()
            .addOrigins(List.copyOf(this.allowed))
            .allowedMethods(Set.of(HttpMethod.GET, HttpMethod.POST, HttpMethod.DELETE))
            .allowedHeaders(
                Set.of(
                    "Authorization",
                    "Content-Type",
                    "Last-Event-ID",
                    "Understudy-Session",
                    "Understudy-Sequence",
                    "Understudy-Acknowledged-Below"))
            .exposedHeaders(
                Set.of(
                    "Retry-After",
                    "Understudy-Epoch",
                    "Understudy-Index",
                    "Understudy-Lag",
                    "Understudy-Committed"))
            .maxAgeSeconds(PREFLIGHT_SECONDS);
  }

  /** Tells browsers of the origins that are set. */
  void mount(Router router) {
    if (!allowed.isEmpty()) {
      router.route().handler(this::tell);
    }
  }

  /** Whether a request comes from no page, or from one that may. */
  boolean admits(HttpServerRequest request) {
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    return origin == null || allowed.contains(origin) || isOwn(origin, request);
  }

  private void tell(RoutingContext context) {
    String origin = context.request().getHeader(HttpHeaders.ORIGIN);
    if (origin != null && allowed.contains(origin)) {
      cors.handle(context);
    } else {
      context.next();
    }
  }

  private static boolean isOwn(String origin, HttpServerRequest request) {
    String host = request.getHeader(HttpHeaders.HOST);
    int scheme = origin.indexOf("://");
    return host != null && scheme > 0 && origin.substring(scheme + 3).equalsIgnoreCase(host);
  }
}
