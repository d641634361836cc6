package dev.understudy.monitor.drill;

import dev.understudy.wire.DrillProtocol.Kind;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What a group does when something is done to one of its servers (docs/protocol.md). */
final class Expectations {

  /** Far above what an election or a trigger takes, so that a busy machine is no broken promise. */
  private static final long SOON_MILLIS = 5_000;

  private static final String ELECTED = "master-elected";

  private Expectations() {}

  /** In the order in which they are to come. */
  static List<Expectation> of(DrillOrder order, Situation before) {
    boolean master = before.masters().contains(order.server().number());
    boolean alone = !before.consistent() && order.kind() != Kind.CRASH;
    List<Expectation> all = new ArrayList<>();
    if (master && before.servers() > 1) {
      all.add(ofOthers(order));
    }
    if (alone && !master) {
      all.add(ofAServerThatHearsNobody(order));
    }
    if (alone && before.servers() > 1) {
      all.add(ofTwoMasters(order));
    }
    if (master && order.kind() != Kind.CRASH && before.consistent()) {
      all.add(ofAMasterWithoutAQuorum(order));
    }
    if (!master && !alone) {
      all.add(ofNoChange(order));
    }
    return all;
  }

  private static Expectation ofOthers(DrillOrder order) {
    return Expectation.that(
        "another server becomes master", SOON_MILLIS, type(ELECTED).and(by(order).negate()));
  }

  private static Expectation ofAServerThatHearsNobody(DrillOrder order) {
    return Expectation.that(
        "server " + order.server() + ", which hears nobody, becomes master beside the other",
        order.millis() + SOON_MILLIS,
        type(ELECTED).and(by(order)));
  }

  private static Expectation ofTwoMasters(DrillOrder order) {
    return Expectation.that(
        "name servers see two masters, and trigger the repair",
        order.millis() + SOON_MILLIS,
        type("duplicate-registration"));
  }

  private static Expectation ofAMasterWithoutAQuorum(DrillOrder order) {
    return Expectation.that(
        "server " + order.server() + " steps down: no majority accepts it",
        order.millis() + SOON_MILLIS,
        type("master-stepped-down").and(by(order)));
  }

  private static Expectation ofNoChange(DrillOrder order) {
    return Expectation.never(
        "the master stays: nobody else is elected", order.millis(), type(ELECTED));
  }

  private static Predicate<JsonObject> type(String type) {
    return event -> type.equals(event.getValue("type"));
  }

  private static Predicate<JsonObject> by(DrillOrder order) {
    return event ->
        event.getValue("server") instanceof Integer number && number == order.server().number();
  }
}
