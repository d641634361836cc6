package dev.understudy.monitor;

import dev.understudy.group.GroupConfiguration;
import dev.understudy.monitor.stream.EventFilter;
import dev.understudy.monitor.stream.EventId;
import dev.understudy.monitor.stream.EventStreams;
import dev.understudy.monitor.stream.Wanted;
import dev.understudy.wire.FailureCode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** What happens in the cluster, as server-sent events. */
final class EventRoutes {

  /**
   * So long a reader that is too slow may take to read that it is. What it does not take even then
   * keeps its connection open until that counts as idle.
   */
  private static final long LINGER_MILLIS = 5_000;

  private final Vertx vertx;
  private final EventStreams streams;

  EventRoutes(Vertx vertx, EventStreams streams) {
    this.vertx = vertx;
    this.streams = streams;
  }

  void mount(Border border) {
    border.on(HttpMethod.GET, "/api/events", AccessRole.READ, this::events);
  }

  private Future<Void> events(Exchange exchange) {
    Wanted wanted =
        new Wanted(
            filter(exchange),
            seen(exchange),
            oneOf(exchange, "from", "now", "first"),
            oneOf(exchange, "until", "forever", "now"));
    if (streams.isFull()) {
      throw HttpFailure.of(FailureCode.OVERLOADED, "too many event streams are open");
    }
    HttpServerResponse response = exchange.stream("text/event-stream");
    if (response.closed()) {
      return Future.succeededFuture(); // whoever asked has gone
    }
    Runnable close = streams.open(response, wanted, () -> endConnection(exchange));
    if (!response.ended()) { // it is where all that was wanted has been written
      response.closeHandler(gone -> close.run());
    }
    return Future.succeededFuture();
  }

  private void endConnection(Exchange exchange) {
    vertx.setTimer(LINGER_MILLIS, id -> exchange.closeConnection());
  }

  private static EventFilter filter(Exchange exchange) {
    Optional<String> group = exchange.parameter("group");
    if (group.isPresent() && !GroupConfiguration.isName(group.get())) {
      throw HttpFailure.invalid("group has to be the name of a group");
    }
    Set<String> types =
        exchange
            .parameter("types")
            .map(list -> valid(() -> EventFilter.types(list)))
            .orElse(Set.of());
    return new EventFilter(group, types);
  }

  private static Optional<EventId> seen(Exchange exchange) {
    return exchange.header("Last-Event-ID").map(text -> valid(() -> EventId.parse(text)));
  }

  /** Whether a parameter says {@code otherwise}; it may say nothing but that and its default. */
  private static boolean oneOf(Exchange exchange, String name, String usual, String otherwise) {
    String said = exchange.parameter(name).orElse(usual);
    if (!said.equals(usual) && !said.equals(otherwise)) {
      throw HttpFailure.invalid(name + " has to be " + usual + " or " + otherwise);
    }
    return said.equals(otherwise);
  }

  private static <T> T valid(Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw HttpFailure.invalid(String.valueOf(e.getMessage()));
    }
  }
}
