package dev.understudy.monitor;

import dev.understudy.monitor.NameServers.Roster;
import dev.understudy.monitor.drill.DrillCourse;
import dev.understudy.monitor.drill.DrillOrder;
import dev.understudy.monitor.drill.Situation;
import dev.understudy.wire.ControlProtocol;
import dev.understudy.wire.DrillProtocol;
import dev.understudy.wire.FailureCode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Has drills carried out and watches them: one of a group at a time, and only of a group that is
 * well. A node ends what it does to its server by itself; this ends it earlier where a bound is
 * broken or somebody wants it to, and tells the node so until it has answered.
 */
final class Drills {

  /** Drills that are remembered; the oldest go. */
  static final int MOST_REMEMBERED = 16;

  private static final long LOOK_MILLIS = 100;
  private static final long ANSWER_MILLIS = 300;
  private static final String REFUSED = ControlProtocol.REFUSED;

  private final Vertx vertx;
  private final NameServers nameServers;
  private final Servers servers;
  private final DrillDesks desks;
  private final Deque<DrillCourse> courses = new ArrayDeque<>();

  Drills(Vertx vertx, NameServers nameServers, MonitorOptions options) {
    this.vertx = vertx;
    this.nameServers = nameServers;
    servers = new Servers(vertx, new MonitorOptions(options).setAnswerMillis(ANSWER_MILLIS));
    desks = new DrillDesks(vertx, options.getAnswerMillis(), ANSWER_MILLIS);
  }

  /** An event of the cluster. */
  void happened(String group, JsonObject event) {
    long now = System.currentTimeMillis();
    courses.stream()
        .filter(course -> course.group().equals(group))
        .forEach(course -> course.happened(event, now));
  }

  /** Begins a drill; what it is about, once it has begun. */
  Future<JsonObject> begin(String group, DrillOrder order) {
    requireNone(group);
    return nameServers
        .roster(group)
        .compose(roster -> look(group, roster).compose(now -> begin(group, order, roster, now)));
  }

  /**
   * With which servers of a group there may be drills, and its drills that are remembered, the
   * latest first. Fails if nothing is known of the group.
   */
  Future<JsonObject> of(String group) {
    boolean known = !all(group).isEmpty();
    return nameServers
        .roster(group)
        .compose(roster -> desks.open(group, roster))
        .recover(
            failure -> known ? Future.succeededFuture(List.of()) : Future.failedFuture(failure))
        .map(
            open ->
                new JsonObject()
                    .put("open", new JsonArray(open))
                    .put("drills", new JsonArray(all(group))));
  }

  /**
   * Ends the drill of a group before its time, whichever gateway began it; fails if nothing is
   * known of the group, or if a node does not answer.
   */
  Future<JsonObject> stop(String group) {
    return running(group)
        .map(
            course -> {
              course.stop("somebody wanted it to end");
              return orderStop(course);
            })
        .orElseGet(() -> nameServers.roster(group).compose(roster -> desks.stop(group, roster)));
  }

  private Future<JsonObject> begin(
      String group, DrillOrder order, Roster roster, Situation before) {
    boolean known =
        roster.registrations().stream().anyMatch(one -> one.server().equals(order.server()));
    if (!known) {
      throw new HttpFailure(
          404, ControlProtocol.UNKNOWN_SERVER, "the group has no server " + order.server());
    }
    if (!before.isWell()) {
      throw new HttpFailure(
          409, REFUSED, "drills are for groups with one master and all servers in sync");
    }
    requireNone(group);
    DrillCourse course = new DrillCourse(group, order, before, System.currentTimeMillis());
    remember(course);
    return desks
        .order(group, order.server(), new DrillProtocol.Start(order.kind(), order.millis()))
        .onComplete(
            begun -> watch(course, roster),
            failure -> {
              if (isRefusal(failure)) {
                courses.remove(course);
              } else {
                course.stop("its node did not say whether it had begun");
                watch(course, roster);
              }
            })
        .map(begun -> course.json(System.currentTimeMillis()));
  }

  /** Whether nothing was begun; a node that does not answer may have begun. */
  private static boolean isRefusal(Throwable failure) {
    return failure instanceof HttpFailure answer
        && !answer.code().equals(FailureCode.DEADLINE_EXCEEDED.text());
  }

  private void watch(DrillCourse course, Roster roster) {
    vertx.setTimer(
        LOOK_MILLIS,
        id ->
            look(course.group(), roster)
                .onComplete(
                    now -> {
                      observed(course, now);
                      if (!course.isOver()) {
                        watch(course, roster);
                      }
                    },
                    failure -> watch(course, roster)));
  }

  private void observed(DrillCourse course, Situation seen) {
    long now = System.currentTimeMillis();
    course.observed(seen, now);
    if (course.isDue(now)) {
      course.ended(now);
    } else if (course.isStopping()) {
      orderStop(course);
    }
  }

  private Future<JsonObject> orderStop(DrillCourse course) {
    return desks
        .order(course.group(), course.order().server(), new DrillProtocol.Stop())
        .onSuccess(ended -> course.stopped(System.currentTimeMillis()));
  }

  private Future<Situation> look(String group, Roster roster) {
    return servers
        .tellAll(group, roster, new ControlProtocol.Status())
        .map(statuses -> Situation.of(new GroupStatus(group, roster, statuses).json()));
  }

  private void requireNone(String group) {
    if (courses.stream().anyMatch(course -> course.group().equals(group) && !course.isOver())) {
      throw new HttpFailure(409, REFUSED, "a drill of " + group + " goes on");
    }
    if (courses.stream().filter(course -> !course.isOver()).count() >= MOST_REMEMBERED) {
      throw HttpFailure.of(FailureCode.OVERLOADED, "too many drills go on");
    }
  }

  private List<JsonObject> all(String group) {
    long now = System.currentTimeMillis();
    return courses.stream()
        .filter(course -> course.group().equals(group))
        .map(course -> course.json(now))
        .toList();
  }

  private Optional<DrillCourse> running(String group) {
    return courses.stream()
        .filter(course -> course.group().equals(group) && course.isRunning())
        .findFirst();
  }

  private void remember(DrillCourse course) {
    courses.addFirst(course);
    while (courses.size() > MOST_REMEMBERED && courses.getLast().isOver()) {
      courses.removeLast();
    }
  }
}
