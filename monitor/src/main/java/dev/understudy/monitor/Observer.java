package dev.understudy.monitor;

import dev.understudy.monitor.metrics.GroupSummary;
import dev.understudy.monitor.metrics.Meters;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

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
   * @param beganMillis when the asking began, in milliseconds since 1970
   * @param atMillis when it ended
   * @param groups what each of them tells, or told when it last did
   * @param untold those of them, by their names, that could not be asked now
   * @param gone groups that have no server any more, and had some within the last hour
   * @param previous what was seen before
   * @param unobserved how many groups there are besides, over the bound
   */
  record Observation(
      long beganMillis,
      long atMillis,
      List<GroupSummary> groups,
      Set<String> untold,
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

  /** For so long what was seen is told again. */
  long observationMillis() {
    return limits.getObservationMillis();
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
    Sweep sweep = new Sweep(asked);
    return sweep
        .run()
        .compose(done -> conclude(sweep, statuses.gone(groups), unobserved, beganMillis));
  }

  private Future<Observation> conclude(
      Sweep sweep, List<RecentServers.Gone> gone, int unobserved, long beganMillis) {
    long now = System.currentTimeMillis();
    List<GroupSummary> groups = List.copyOf(sweep.seen);
    Observation seen =
        new Observation(
            beganMillis,
            now,
            groups,
            Set.copyOf(sweep.untold),
            gone,
            last.map(Observation::groups).orElse(List.of()),
            unobserved,
            last.map(before -> now - before.atMillis()).orElse(0L));
    last = Optional.of(seen);
    groups.forEach(group -> meters.events().meet(group.group()));
    meters.gateway().observed(groups.size() + unobserved, unobserved, now - beganMillis);
    return take(groups.stream().filter(GroupSummary::isKnown).toList()).map(taken -> seen);
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
    private final Set<String> untold = new TreeSet<>();
    private final Map<String, GroupSummary> before = new HashMap<>();
    private final Promise<Void> complete = Promise.promise();
    private int underWay;

    Sweep(List<String> groups) {
      waiting = new ArrayDeque<>(groups);
      last.map(Observation::groups)
          .orElse(List.of())
          .forEach(group -> before.put(group.group(), group));
    }

    Future<Void> run() {
      next();
      return complete.future();
    }

    private void next() {
      while (underWay < AT_ONCE && !waiting.isEmpty()) {
        underWay++;
        String group = waiting.remove();
        statuses
            .of(group)
            .map(GroupSummary::of)
            .recover(failure -> Future.succeededFuture(untold(group, failure)))
            .onSuccess(
                summary -> {
                  underWay--;
                  if (summary != null) {
                    seen.add(summary);
                  }
                  next();
                });
      }
      if (underWay == 0 && waiting.isEmpty()) {
        complete.tryComplete();
      }
    }

    /** As it was seen last; null if it has gone meanwhile, which alone is no failure. */
    private @Nullable GroupSummary untold(String group, Throwable failure) {
      if (HttpFailure.isUnknownGroup(failure)) {
        return null;
      }
      untold.add(group);
      return before.getOrDefault(group, GroupSummary.unknown(group));
    }
  }
}
