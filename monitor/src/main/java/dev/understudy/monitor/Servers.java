package dev.understudy.monitor;

import dev.understudy.group.ServerId;
import dev.understudy.monitor.NameServers.Roster;
import dev.understudy.registry.Registration;
import dev.understudy.wire.Addresses;
import dev.understudy.wire.ControlProtocol;
import dev.understudy.wire.ControlProtocol.Command;
import dev.understudy.wire.FailureCode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The servers of groups, asked over the event bus one by one. */
final class Servers {

  /** So many servers are asked for the master at most. */
  private static final int MOST_TRIES = 8;

  private final Vertx vertx;
  private final DeliveryOptions telling;
  private final DeliveryOptions doing;

  Servers(Vertx vertx, MonitorOptions options) {
    this.vertx = vertx;
    telling = new DeliveryOptions().setSendTimeout(options.getAnswerMillis());
    doing = new DeliveryOptions().setSendTimeout(options.getCommandMillis());
  }

  /** What a server tells of itself; empty if it does not answer. */
  Future<Optional<JsonObject>> tell(String group, ServerId server, Command command) {
    return send(group, server, command, telling).map(Optional::of).otherwise(Optional.empty());
  }

  /** What each of these servers tells of itself, in their order. */
  Future<List<Optional<JsonObject>>> tellAll(String group, Roster roster, Command command) {
    List<Future<Optional<JsonObject>>> told = new ArrayList<>();
    for (Registration registration : roster.registrations()) {
      told.add(tell(group, registration.server(), command));
    }
    return Future.all(told).map(all -> all.list());
  }

  /** Has a server do something; fails if it does not answer, or answers with an error. */
  Future<JsonObject> order(String group, ServerId server, Command command) {
    return send(group, server, command, doing)
        .recover(failure -> Future.failedFuture(HttpFailure.unanswered("server " + server)))
        .map(Servers::withoutError);
  }

  /** Has the master do something, whichever server that is. */
  Future<JsonObject> orderMaster(String group, Roster roster, Command command) {
    Deque<ServerId> candidates = new ArrayDeque<>();
    roster.registrations().forEach(registration -> candidates.add(registration.server()));
    return orderMaster(group, candidates, command, 1);
  }

  private Future<JsonObject> orderMaster(
      String group, Deque<ServerId> candidates, Command command, int attempt) {
    ServerId candidate = candidates.poll();
    if (candidate == null || attempt > MOST_TRIES) {
      return Future.failedFuture(
          HttpFailure.of(FailureCode.NO_MASTER, "no server of " + group + " is master"));
    }
    return send(group, candidate, command, doing)
        .recover(failure -> unanswered(candidate, failure))
        .compose(
            answer -> {
              if (!isFromAnother(answer)) {
                return Future.succeededFuture(withoutError(answer));
              }
              namedMaster(answer)
                  .ifPresent(
                      master -> {
                        candidates.remove(master);
                        candidates.addFirst(master);
                      });
              return orderMaster(group, candidates, command, attempt + 1);
            });
  }

  /** One that nobody listens for has not acted; one that timed out may have. */
  private static Future<JsonObject> unanswered(ServerId server, Throwable failure) {
    return EventBusFailures.isUnheard(failure)
        ? Future.succeededFuture(ControlProtocol.notMaster(ServerId.NONE))
        : Future.failedFuture(HttpFailure.unanswered("server " + server));
  }

  private Future<JsonObject> send(
      String group, ServerId server, Command command, DeliveryOptions options) {
    return vertx
        .eventBus()
        .request(Addresses.server(group, server), ControlProtocol.json(command), options)
        .map(
            reply -> {
              if (reply.body() instanceof JsonObject answer) {
                return answer;
              }
              throw HttpFailure.unanswered("server " + server);
            });
  }

  private static boolean isFromAnother(JsonObject answer) {
    return error(answer)
        .map(error -> FailureCode.NOT_MASTER.text().equals(error.getValue("code")))
        .orElse(false);
  }

  private static Optional<ServerId> namedMaster(JsonObject answer) {
    return error(answer)
        .map(error -> error.getValue("master"))
        .filter(Integer.class::isInstance)
        .map(number -> new ServerId((Integer) number));
  }

  private static JsonObject withoutError(JsonObject answer) {
    error(answer)
        .ifPresent(
            error -> {
              throw HttpFailure.ofServer(error);
            });
    return answer;
  }

  /** The error in an answer, if it is one. */
  static Optional<JsonObject> error(JsonObject answer) {
    return answer.getValue("error") instanceof JsonObject error
        ? Optional.of(error)
        : Optional.empty();
  }
}
