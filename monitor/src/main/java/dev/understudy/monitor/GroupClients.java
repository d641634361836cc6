package dev.understudy.monitor;

import dev.understudy.sdk.GroupClient;
import dev.understudy.sdk.GroupClientOptions;
import dev.understudy.wire.FailureCode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * One client for each group that was asked for something lately. Bounded: the one that was not used
 * for longest gives way, unless requests are under way in it.
 */
final class GroupClients {

  private final Vertx vertx;
  private final NameServers nameServers;
  private final MonitorOptions options;
  private final Map<String, Used> clients = new LinkedHashMap<>(16, 0.75f, true);

  /** A client and how many requests are under way in it. */
  private static final class Used {
    private final GroupClient client;
    private int underWay;

    Used(GroupClient client) {
      this.client = client;
    }
  }

  GroupClients(Vertx vertx, NameServers nameServers, MonitorOptions options) {
    this.vertx = vertx;
    this.nameServers = nameServers;
    this.options = options;
  }

  /** Uses the client of a group; fails if there is no such group. */
  <T> Future<T> with(String group, Function<GroupClient, Future<T>> action) {
    if (clients.containsKey(group)) {
      return use(group, action);
    }
    return nameServers.roster(group).compose(known -> use(group, action));
  }

  private <T> Future<T> use(String group, Function<GroupClient, Future<T>> action) {
    Used used = clients.get(group);
    if (used == null) {
      if (clients.size() >= options.getMaxGroups() && !dropUnused()) {
        return Future.failedFuture(
            HttpFailure.of(FailureCode.OVERLOADED, "requests to too many groups are under way"));
      }
      used = new Used(GroupClient.create(vertx, clientOptions(group)));
      clients.put(group, used);
    }
    Used taken = used;
    taken.underWay++;
    return action.apply(taken.client).onComplete(ended -> taken.underWay--);
  }

  private boolean dropUnused() {
    Iterator<Used> longestUnusedFirst = clients.values().iterator();
    while (longestUnusedFirst.hasNext()) {
      Used used = longestUnusedFirst.next();
      if (used.underWay == 0) {
        longestUnusedFirst.remove();
        used.client.close();
        return true;
      }
    }
    return false;
  }

  private GroupClientOptions clientOptions(String group) {
    return new GroupClientOptions()
        .setGroup(group)
        .setDeadlineMillis(options.getDeadlineMillis())
        .setMaxPayloadBytes(options.getMaxBodyBytes());
  }
}
