package dev.understudy.monitor;

import dev.understudy.monitor.drill.DrillOrder;
import dev.understudy.wire.ControlProtocol;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;

/** Rehearsals: something is done to a server on purpose, and what comes of it is told. */
final class DrillRoutes {

  private final Drills drills;

  DrillRoutes(Drills drills) {
    this.drills = drills;
  }

  void mount(Border border) {
    border.on(HttpMethod.POST, "/api/groups/:group/drills", AccessRole.OPERATE, this::begin);
    border.on(HttpMethod.GET, "/api/groups/:group/drills", AccessRole.READ, this::list);
    border.on(HttpMethod.DELETE, "/api/groups/:group/drills", AccessRole.OPERATE, this::stop);
  }

  private Future<Void> begin(Exchange exchange) {
    String group = exchange.group();
    DrillOrder order = exchange.fields("drill", DrillOrder::of);
    return drills.begin(group, order).compose(begun -> exchange.answer(202, begun));
  }

  private Future<Void> list(Exchange exchange) {
    return drills.of(exchange.group()).compose(exchange::answer);
  }

  private Future<Void> stop(Exchange exchange) {
    String group = exchange.group();
    exchange.requireNoFields("drill");
    return drills
        .stop(group)
        .map(answer -> ControlProtocol.done(answer.getString("done", "")))
        .compose(exchange::answer);
  }
}
