package dev.understudy.monitor;

import dev.understudy.monitor.metrics.GroupSummary;
import dev.understudy.monitor.metrics.Meters;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/**
 * Asks all groups how they are, when somebody wants to know and has not been told just now. Bounded
 * in the groups that are asked at all, and in those that are asked at once.
 */
final class Observer {

  /** Groups that are asked at once: if all have a silent server, each lot takes its patience. */
  private static final int AT_ONCE = 256;

  private final Vertx vertx;
  private final GroupStatuses statuses;
  private final MonitorLimits limits;
  private final Meters meters;
  private Optional<Future<Observation>> running = Optional.empty();
  private Optional<Observation> last = Optional.empty();

  /**
   * What was seen.
   *
   * @param atMillis when, in milliseconds since 1970
   * @param gone groups that have no server any more, and had some within the last hour
   * @param previous what was seen before
   * @param unobserved how many groups there are besides, over the bound
   */
  record Observation(
      long atMillis,
      List<GroupSummary> groups,
      List<RecentServers.Gone> gone,
      List<GroupSummary> previous,
      int unobserved,
      long sincePreviousMillis) {}

  Observer(Vertx vertx, GroupStatuses statuses, MonitorLimits limits, Meters meters) {
    this.vertx = vertx;
    this.statuses = statuses;
    this.limits = limits;
    this.meters = meters;
  }

  /** What was seen lately, or else what is seen now; fails if no name server answers. */
  Future<Observation> observe() {
    if (running.isPresent()) {
      return running.get();
    }
    long now = System.currentTimeMillis();
    if (last.isPresent() && Math.abs(now - last.get().atMillis()) < limits.getObservationMillis()) {
      return Future.succeededFuture(last.get());
    }
    Promise<Observation> promise = Promise.promise();
    running = Optional.of(promise.future());
    statuses
        .groups()
        .compose(groups -> sweep(groups, now))
        .recover(failure -> forget().compose(forgotten -> Future.failedFuture(failure)))
        .onComplete(
            (seen, failure) -> {
              running = Optional.empty();
              promise.complete(seen, failure);
            });
    return promise.future();
  }

  private Future<Observation> sweep(List<String> groups, long beganMillis) {
    List<String> asked = groups.stream().sorted().limit(limits.getMaxObservedGroups()).toList();
    int unobserved = groups.size() - asked.size();
    return new Sweep(asked)
        .run()
        .compose(seen -> conclude(seen, statuses.gone(groups), unobserved, beganMillis));
  }

  private Future<Observation> conclude(
      List<GroupSummary> groups, List<RecentServers.Gone> gone, int unobserved, long beganMillis) {
    long now = System.currentTimeMillis();
    Observation seen =
        new Observation(
            now,
            groups,
            gone,
            last.map(Observation::groups).orElse(List.of()),
            unobserved,
            last.map(before -> now - before.atMillis()).orElse(0L));
    last = Optional.of(seen);
    groups.forEach(group -> meters.events().meet(group.group()));
    meters.gateway().observed(groups.size() + unobserved, unobserved, now - beganMillis);
    return take(groups).map(taken -> seen);
  }

  /** Not on the event loop, which would stand still where there are many groups. */
  private Future<?> take(List<GroupSummary> groups) {
    return vertx.executeBlocking(
        () -> {
          meters.groups().observed(groups);
          return groups;
        });
  }

  /** What nobody can tell any more is not told from memory. */
  private Future<?> forget() {
    last = Optional.empty();
    meters.gateway().observationFailed();
    return take(List.of());
  }

  /** One round through the groups. */
  private final class Sweep {

    private final Queue<String> waiting;
    private final List<GroupSummary> seen = new ArrayList<>();
    private final Promise<List<GroupSummary>> complete = Promise.promise();
    private int underWay;

    Sweep(List<String> groups) {
      waiting = new ArrayDeque<>(groups);
    }

    Future<List<GroupSummary>> run() {
      next();
      return complete.future();
    }

    private void next() {
      while (underWay < AT_ONCE && !waiting.isEmpty()) {
        underWay++;
        statuses
            .of(waiting.remove())
            .map(GroupSummary::of)
            .onComplete(
                (summary, failure) -> {
                  underWay--;
                  if (failure == null) {
                    seen.add(summary); // else it has gone meanwhile
                  }
                  next();
                });
      }
      if (underWay == 0 && waiting.isEmpty()) {
        complete.tryComplete(List.copyOf(seen));
      }
    }
  }
}
