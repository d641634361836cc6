package dev.understudy.monitor.drill;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The course of one drill: what was ordered, what is expected, what is seen. It is {@code running}
 * while something is done to the server, {@code recovering} until the group is well again, and then
 * {@code over}. Decides when it has to be stopped; does nothing itself.
 */
public final class DrillCourse {

  /** After the end, a group has so long to become well. */
  public static final long RECOVERY_MILLIS = 30_000;

  /** Events that are kept; the oldest go. */
  private static final int MOST_EVENTS = 500;

  private enum Phase {
    RUNNING,
    RECOVERING,
    OVER
  }

  private final String group;
  private final DrillOrder order;
  private final List<Expectation> expectations;
  private final boolean wasMaster;
  private final long startedAtMillis;
  private final Deque<JsonObject> seen = new ArrayDeque<>();
  private Phase phase = Phase.RUNNING;
  private Optional<String> stopping = Optional.empty();
  private Optional<String> stopped = Optional.empty();
  private long endedAfterMillis;
  private Optional<Long> wellAfterMillis = Optional.empty();
  private long overAfterMillis;
  private long observedMillis;
  private long masterSeenMillis;
  private long withoutMasterMillis;
  private long severalMastersMillis;

  /** A drill that begins now, with a group that is so. */
  public DrillCourse(String group, DrillOrder order, Situation before, long nowMillis) {
    this.group = group;
    this.order = order;
    expectations = Expectations.of(order, before);
    wasMaster = before.masters().contains(order.server().number());
    startedAtMillis = nowMillis;
  }

  public String group() {
    return group;
  }

  public DrillOrder order() {
    return order;
  }

  public boolean isRunning() {
    return phase == Phase.RUNNING;
  }

  public boolean isOver() {
    return phase == Phase.OVER;
  }

  /** An event of the group. */
  public void happened(JsonObject event, long nowMillis) {
    if (phase == Phase.OVER || isRoutine(event)) {
      return;
    }
    long at = event.getValue("time") instanceof Number time ? time.longValue() : nowMillis;
    long after = Math.max(0, at - startedAtMillis);
    if (seen.size() == MOST_EVENTS) {
      seen.removeFirst();
    }
    seen.addLast(new JsonObject().put("atMillis", after).put("event", event));
    expectations.forEach(expectation -> expectation.happened(event, after));
  }

  /** The group was looked at; the drill has to be stopped if a bound is broken. */
  public void observed(Situation now, long nowMillis) {
    long after = nowMillis - startedAtMillis;
    long since = after - observedMillis;
    observedMillis = after;
    if (now.masters().isEmpty()) {
      withoutMasterMillis += since;
    } else {
      masterSeenMillis = after;
    }
    severalMastersMillis += now.masters().size() > 1 ? since : 0;
    if (phase == Phase.RUNNING) {
      if (after - masterSeenMillis > order.mostMillisWithoutMaster()) {
        stop("no master for more than " + order.mostMillisWithoutMaster() + " ms");
      }
    } else if (phase == Phase.RECOVERING
        && (now.isWell() || after > endedAfterMillis + RECOVERY_MILLIS)) {
      phase = Phase.OVER;
      overAfterMillis = after;
      wellAfterMillis = now.isWell() ? Optional.of(after - endedAfterMillis) : Optional.empty();
    }
  }

  /** It is to end before its time; the first reason stays. */
  public void stop(String why) {
    stopping = stopping.or(() -> Optional.of(why));
  }

  /** Whether the node is still to be told that it is to end. */
  public boolean isStopping() {
    return phase == Phase.RUNNING && stopping.isPresent();
  }

  /** Whether its time is over. */
  public boolean isDue(long nowMillis) {
    return phase == Phase.RUNNING && nowMillis - startedAtMillis >= order.millis();
  }

  /** The node has ended it before its time. */
  public void stopped(long nowMillis) {
    if (phase == Phase.RUNNING) {
      stopped = stopping;
      ended(nowMillis);
    }
  }

  /** Nothing is done to the server any more. */
  public void ended(long nowMillis) {
    if (phase == Phase.RUNNING) {
      phase = Phase.RECOVERING;
      endedAfterMillis = nowMillis - startedAtMillis;
    }
  }

  /** All of it, as {@code docs/http.md} has it. */
  public JsonObject json(long nowMillis) {
    long after = isOver() ? overAfterMillis : nowMillis - startedAtMillis;
    JsonArray expected = new JsonArray();
    expectations.forEach(one -> expected.add(one.json(after, isOver())));
    return new JsonObject()
        .put("group", group)
        .put("drill", order.kind().text())
        .put("serverId", order.server().number())
        .put("wasMaster", wasMaster)
        .put("millis", order.millis())
        .put("mostMillisWithoutMaster", order.mostMillisWithoutMaster())
        .put("startedAt", startedAtMillis)
        .put("phase", phase.name().toLowerCase(java.util.Locale.ROOT))
        .put("stopped", stopped.orElse(null))
        .put("endedAfterMillis", phase == Phase.RUNNING ? null : endedAfterMillis)
        .put("wellAfterMillis", wellAfterMillis.orElse(null))
        .put("millisWithoutMaster", withoutMasterMillis)
        .put("millisWithSeveralMasters", severalMastersMillis)
        .put("asExpected", isOver() ? isAsExpected(after) : null)
        .put("expected", expected)
        .put("seen", new JsonArray(List.copyOf(seen)));
  }

  private boolean isAsExpected(long after) {
    return stopped.isEmpty()
        && wellAfterMillis.isPresent()
        && expectations.stream().allMatch(one -> one.met(after, true).orElse(false));
  }

  /** Checks that found nothing, renewals, and the like. */
  private static boolean isRoutine(JsonObject event) {
    return "check-completed".equals(event.getValue("type"))
        && "agreement".equals(event.getValue("result"));
  }
}
