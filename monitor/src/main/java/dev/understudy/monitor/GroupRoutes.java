package dev.understudy.monitor;

import dev.understudy.monitor.metrics.RequestMeters;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.OptionalDouble;

/** Which groups there are, and how each of them is. */
final class GroupRoutes {

  private final GroupStatuses statuses;
  private final Overview overview;
  private final RequestMeters requests;

  GroupRoutes(GroupStatuses statuses, Overview overview, RequestMeters requests) {
    this.statuses = statuses;
    this.overview = overview;
    this.requests = requests;
  }

  void mount(Border border) {
    border.on(HttpMethod.GET, "/api/groups", AccessRole.READ, this::groups);
    border.on(HttpMethod.GET, "/api/groups/:group", AccessRole.READ, this::group);
    border.on(HttpMethod.GET, "/api/overview", AccessRole.READ, this::overview);
  }

  private Future<Void> groups(Exchange exchange) {
    return statuses
        .groups()
        .compose(groups -> exchange.answer(new JsonObject().put("groups", new JsonArray(groups))));
  }

  private Future<Void> group(Exchange exchange) {
    String group = exchange.group();
    return statuses.of(group).compose(status -> exchange.answer(timed(group, status)));
  }

  /** With what this gateway itself knows. */
  private JsonObject timed(String group, JsonObject status) {
    OptionalDouble p99 = requests.p99Millis(group);
    return status.put("p99Millis", p99.isPresent() ? p99.getAsDouble() : null);
  }

  private Future<Void> overview(Exchange exchange) {
    return overview.json().compose(exchange::answer);
  }
}
