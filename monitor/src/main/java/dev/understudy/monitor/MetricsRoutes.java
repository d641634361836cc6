package dev.understudy.monitor;

import dev.understudy.monitor.metrics.Meters;
import dev.understudy.monitor.stream.EventStreams;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;

/** What Prometheus scrapes. Answered without name servers and groups too. */
final class MetricsRoutes {

  private final Vertx vertx;
  private final Observer observer;
  private final Meters meters;
  private final EventStreams streams;
  private final Connections connections;

  MetricsRoutes(
      Vertx vertx,
      Observer observer,
      Meters meters,
      EventStreams streams,
      Connections connections) {
    this.vertx = vertx;
    this.observer = observer;
    this.meters = meters;
    this.streams = streams;
    this.connections = connections;
  }

  void mount(Border border) {
    border.on(HttpMethod.GET, "/metrics", AccessRole.READ, exchange -> metrics(exchange, border));
  }

  private Future<Void> metrics(Exchange exchange, Border border) {
    return observer
        .observe()
        .transform(seen -> scraped(border))
        .compose(text -> exchange.answer(Meters.CONTENT_TYPE, Buffer.buffer(text)));
  }

  /** Not on the event loop, as it may take long. */
  private Future<String> scraped(Border border) {
    meters.gateway().load(border.underWay(), connections.open(), streams.size());
    return vertx.executeBlocking(meters::scrape);
  }
}
