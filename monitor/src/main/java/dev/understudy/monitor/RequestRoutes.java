package dev.understudy.monitor;

import dev.understudy.monitor.metrics.RequestMeters;
import dev.understudy.sdk.QueryReply;
import dev.understudy.sdk.ReadConsistency;
import dev.understudy.sdk.Reply;
import dev.understudy.sdk.SessionRequest;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** What applications ask of a group: requests, sessions for them, and queries. */
final class RequestRoutes {

  private static final String SESSION = "Understudy-Session";
  private static final String SEQUENCE = "Understudy-Sequence";
  private static final String ACKNOWLEDGED_BELOW = "Understudy-Acknowledged-Below";
  private static final String EPOCH = "Understudy-Epoch";
  private static final String INDEX = "Understudy-Index";
  private static final String LAG = "Understudy-Lag";
  private static final String COMMITTED = "Understudy-Committed";

  private final GroupClients clients;
  private final RequestMeters meters;

  RequestRoutes(GroupClients clients, RequestMeters meters) {
    this.clients = clients;
    this.meters = meters;
  }

  void mount(Border border) {
    border.on(HttpMethod.POST, "/api/groups/:group/requests", AccessRole.REQUEST, this::request);
    border.on(
        HttpMethod.POST, "/api/groups/:group/sessions", AccessRole.REQUEST, this::openSession);
    border.on(HttpMethod.POST, "/api/groups/:group/queries", AccessRole.REQUEST, this::query);
  }

  private Future<Void> request(Exchange exchange) {
    Optional<SessionRequest> named = named(exchange);
    Future<Reply> replied =
        clients.with(
            exchange.group(),
            client ->
                named.isPresent() ? client.request(named.get()) : client.request(exchange.body()));
    return measured("request", exchange.group(), replied)
        .compose(
            reply ->
                exchange
                    .with(EPOCH, reply.epoch())
                    .with(INDEX, reply.index())
                    .answer(reply.result()));
  }

  private Future<Void> openSession(Exchange exchange) {
    return clients
        .with(exchange.group(), client -> client.openSession())
        .compose(session -> exchange.answer(201, new JsonObject().put("session", session)));
  }

  private Future<Void> query(Exchange exchange) {
    ReadConsistency consistency = consistency(exchange);
    Future<QueryReply> replied =
        clients.with(exchange.group(), client -> client.read(exchange.body(), consistency));
    return measured("query", exchange.group(), replied)
        .compose(
            reply ->
                exchange
                    .with(INDEX, reply.index())
                    .with(LAG, reply.lag())
                    .with(COMMITTED, reply.committed())
                    .answer(reply.result()));
  }

  private <T> Future<T> measured(String kind, String group, Future<T> replied) {
    long began = System.nanoTime();
    return replied.onComplete(
        (reply, failure) ->
            meters.answered(
                group,
                kind,
                failure == null ? RequestMeters.OK : HttpFailure.of(failure).code(),
                System.nanoTime() - began));
  }

  private static ReadConsistency consistency(Exchange exchange) {
    return switch (exchange.parameter("consistency").orElse("linearizable")) {
      case "linearizable" -> ReadConsistency.LINEARIZABLE;
      case "stale" -> ReadConsistency.STALE;
      default -> throw HttpFailure.invalid("consistency has to be linearizable or stale");
    };
  }

  private static Optional<SessionRequest> named(Exchange exchange) {
    Optional<String> session = exchange.header(SESSION);
    Optional<Long> sequence = exchange.number(SEQUENCE);
    Optional<Long> acknowledged = exchange.number(ACKNOWLEDGED_BELOW);
    if (session.isPresent() != sequence.isPresent()) {
      throw HttpFailure.invalid(SESSION + " and " + SEQUENCE + " belong together");
    }
    if (session.isEmpty() || sequence.isEmpty()) {
      return Optional.empty();
    }
    SessionRequest usual = SessionRequest.of(session.get(), sequence.get(), exchange.body());
    if (acknowledged.isEmpty()) {
      return Optional.of(usual);
    }
    if (acknowledged.get() > sequence.get()) {
      throw HttpFailure.invalid(ACKNOWLEDGED_BELOW + " is at most " + SEQUENCE);
    }
    return Optional.of(
        new SessionRequest(session.get(), sequence.get(), acknowledged.get(), exchange.body()));
  }
}
