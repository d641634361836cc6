package dev.understudy.monitor;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * The names by which browsers may call a gateway that wants no token. Any other name may be one
 * that somebody's DNS server turns to its address, so that a page from there were of the gateway's
 * own origin. An address is none of those, nor is a name without a dot, which nobody can register;
 * programs other than browsers run no pages, and may use any name.
 */
final class HostNames {

  private final Set<String> known = new HashSet<>(Set.of("localhost"));

  /** The one that is listened on, and those of the origins whose pages may use the gateway. */
  HostNames(String listened, List<String> origins) {
    known.add(name(listened));
    origins.forEach(origin -> known.add(name(origin.substring(origin.indexOf("://") + 3))));
  }

  /** Whether it comes from no browser, or calls the gateway by an address or name that it has. */
  boolean admits(HttpServerRequest request) {
    return !isOfBrowser(request)
        || isOwn(Objects.requireNonNullElse(request.getHeader(HttpHeaders.HOST), ""));
  }

  private static boolean isOfBrowser(HttpServerRequest request) {
    String agent = Objects.requireNonNullElse(request.getHeader(HttpHeaders.USER_AGENT), "");
    return agent.startsWith("Mozilla/")
        || request.headers().contains(HttpHeaders.ORIGIN)
        || request.headers().contains("Sec-Fetch-Site");
  }

  private boolean isOwn(String host) {
    String name = name(host);
    boolean address = name.startsWith("[") || name.matches("[0-9.]+");
    boolean bare = !name.isEmpty() && name.indexOf('.') < 0;
    return address || bare || name.endsWith(".localhost") || known.contains(name);
  }

  /** Without the port. */
  private static String name(String host) {
    return host.replaceFirst(":[0-9]*$", "").toLowerCase(Locale.ROOT);
  }
}
