package dev.understudy.monitor;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Which groups there are, and how each of them is. */
final class GroupRoutes {

  private final GroupStatuses statuses;
  private final Overview overview;

  GroupRoutes(GroupStatuses statuses, Overview overview) {
    this.statuses = statuses;
    this.overview = overview;
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
    return statuses.of(exchange.group()).compose(exchange::answer);
  }

  private Future<Void> overview(Exchange exchange) {
    return overview.json().compose(exchange::answer);
  }
}
