package dev.understudy.app.node;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.multimap.MultiMap;
import io.vertx.core.spi.cluster.NodeInfo;
import io.vertx.core.spi.cluster.RegistrationInfo;
import io.vertx.spi.cluster.hazelcast.impl.HazelcastNodeInfo;
import io.vertx.spi.cluster.hazelcast.impl.HazelcastRegistrationInfo;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What this node itself has told the cluster: where it listens, and how to reach it.
 *
 * <p>When a node is lost, each of the others takes that node's entries out, some of them late: by
 * then it may be back, and nobody would reach it any more. So it puts back what others took out.
 */
final class OwnEntries {

  private final Map<String, Set<RegistrationInfo>> listeners = new ConcurrentHashMap<>();

  void add(String address, RegistrationInfo listener) {
    if (!listener.localOnly()) {
      listeners.compute(
          address,
          (key, known) -> {
            Set<RegistrationInfo> all = new LinkedHashSet<>(known == null ? Set.of() : known);
            all.add(listener);
            return Set.copyOf(all);
          });
    }
  }

  void remove(String address, RegistrationInfo listener) {
    listeners.computeIfPresent(
        address,
        (key, known) -> {
          Set<RegistrationInfo> left = new LinkedHashSet<>(known);
          left.remove(listener);
          return left.isEmpty() ? null : Set.copyOf(left);
        });
  }

  boolean contain(String address, RegistrationInfo listener) {
    return listeners.getOrDefault(address, Set.of()).contains(listener);
  }

  /** Puts back all that the book does not show; blocks. */
  void restore(HazelcastInstance hazelcast, AddressBook book) {
    listeners.forEach(
        (address, all) ->
            all.stream()
                .filter(listener -> !book.shows(address, listener))
                .forEach(listener -> restore(hazelcast, address, listener)));
  }

  /** Puts back where this node listens, unless it has stopped meanwhile; blocks. */
  void restore(HazelcastInstance hazelcast, String address, RegistrationInfo listener) {
    MultiMap<String, HazelcastRegistrationInfo> all = AddressBook.subscriptions(hazelcast);
    HazelcastRegistrationInfo entry = new HazelcastRegistrationInfo(listener);
    if (contain(address, listener)) {
      all.put(address, entry);
    }
    if (!contain(address, listener)) {
      all.remove(address, entry);
    }
  }

  /** Puts back how this node is reached; blocks. */
  static void restore(HazelcastInstance hazelcast, String node, NodeInfo info) {
    AddressBook.nodes(hazelcast).putIfAbsent(node, new HazelcastNodeInfo(info));
  }
}
