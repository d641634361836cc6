package dev.understudy.monitor;

import dev.understudy.group.ServerId;
import dev.understudy.monitor.NameServers.Roster;
import dev.understudy.registry.Registration;
import dev.understudy.wire.Addresses;
import dev.understudy.wire.ControlProtocol;
import dev.understudy.wire.DrillProtocol;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The nodes that take orders of drills for their servers, if they do. */
final class DrillDesks {

  private final Vertx vertx;
  private final DeliveryOptions ordering;
  private final DeliveryOptions asking;

  /**
   * Desks.
   *
   * @param orderMillis after which an order counts as unanswered
   * @param askMillis after which a node counts as one that takes none
   */
  DrillDesks(Vertx vertx, long orderMillis, long askMillis) {
    this.vertx = vertx;
    ordering = new DeliveryOptions().setSendTimeout(orderMillis);
    asking = new DeliveryOptions().setSendTimeout(askMillis);
  }

  /** The servers with which there may be drills, by their numbers. */
  Future<List<Integer>> open(String group, Roster roster) {
    List<Future<Optional<Integer>>> asked = new ArrayList<>();
    for (Registration registration : roster.registrations()) {
      ServerId server = registration.server();
      asked.add(
          send(group, server, new DrillProtocol.Ask(), asking)
              .map(answer -> Optional.of(server.number()))
              .otherwise(Optional.empty()));
    }
    return Future.all(asked)
        .map(all -> all.<Optional<Integer>>list().stream().flatMap(Optional::stream).toList());
  }

  /** Ends whatever drills the nodes of a group carry out; fails if one of them does not answer. */
  Future<JsonObject> stop(String group, Roster roster) {
    return open(group, roster)
        .compose(
            servers -> {
              List<Future<JsonObject>> told = new ArrayList<>();
              for (int server : servers) {
                told.add(order(group, new ServerId(server), new DrillProtocol.Stop()));
              }
              return Future.join(told).map(all -> ended(all.list()));
            });
  }

  private static JsonObject ended(List<JsonObject> answers) {
    return answers.stream()
        .filter(answer -> Boolean.TRUE.equals(answer.getValue(DrillProtocol.ENDED)))
        .findFirst()
        .orElseGet(() -> ControlProtocol.done("no drill goes on"));
  }

  /** Has a node do something to its server; fails if it does not, or does not answer. */
  Future<JsonObject> order(String group, ServerId server, DrillProtocol.Order order) {
    return send(group, server, order, ordering);
  }

  private Future<JsonObject> send(
      String group, ServerId server, DrillProtocol.Order order, DeliveryOptions options) {
    return vertx
        .eventBus()
        .request(Addresses.drills(group, server), DrillProtocol.json(order), options)
        .recover(failure -> Future.failedFuture(unanswered(server, failure)))
        .map(
            reply -> {
              JsonObject answer = reply.body() instanceof JsonObject json ? json : new JsonObject();
              Servers.error(answer)
                  .ifPresent(
                      error -> {
                        throw HttpFailure.ofServer(error);
                      });
              return answer;
            });
  }

  private static HttpFailure unanswered(ServerId server, Throwable failure) {
    return EventBusFailures.isUnheard(failure)
        ? new HttpFailure(
            409,
            ControlProtocol.REFUSED,
            "the node of server " + server + " was not started with --drills")
        : HttpFailure.unanswered("the node of server " + server);
  }
}
