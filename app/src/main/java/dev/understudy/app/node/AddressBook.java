package dev.understudy.app.node;

import com.hazelcast.core.EntryAdapter;
import com.hazelcast.core.EntryEvent;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import com.hazelcast.multimap.MultiMap;
import io.vertx.core.spi.cluster.NodeInfo;
import io.vertx.core.spi.cluster.RegistrationInfo;
import io.vertx.spi.cluster.hazelcast.impl.HazelcastNodeInfo;
import io.vertx.spi.cluster.hazelcast.impl.HazelcastRegistrationInfo;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * A node's own copy of who listens where, and of how to reach each node. Vert.x keeps both in
 * Hazelcast, each entry on one node, so that a node that is cut off takes a part of them with it
 * until it is removed. Hazelcast's events keep the copy up to date; they say nothing of what a
 * merge brings, so that it has to be read again then.
 *
 * <p>Only Understudy's addresses are kept: its protocol does not mind a message to a listener that
 * is gone.
 */
final class AddressBook {

  static final String SUBSCRIPTIONS = "__vertx.subs";
  static final String NODES = "__vertx.nodeInfo";

  private static final String OURS = "understudy.";

  /** Is told what changed; must not block. */
  interface Reader {

    /** Somebody took a listener out, or it is not there any more. */
    void listenerGone(String address, RegistrationInfo listener);

    void nodeGone(String id);

    void nodeThere(String id, NodeInfo info);
  }

  private final Map<String, Set<RegistrationInfo>> listeners = new ConcurrentHashMap<>();
  private final Map<String, NodeInfo> nodes = new ConcurrentHashMap<>();
  private final Set<String> toldMeanwhile = ConcurrentHashMap.newKeySet();
  private final Reader reader;
  private volatile boolean reading;

  /** An empty book. */
  AddressBook(Reader reader) {
    this.reader = reader;
  }

  /** Follows every change from now on. */
  void follow(HazelcastInstance hazelcast) {
    subscriptions(hazelcast).addEntryListener(new Subscriptions(), true);
    nodes(hazelcast).addEntryListener(new Nodes(), true);
  }

  /**
   * Reads everything anew. Listeners of a node that is no member are taken out of Hazelcast: those
   * of a node that was killed come back there now and then, with a partition that changed hands.
   *
   * @param members the nodes that Hazelcast has
   * @return the addresses of which something else was known
   */
  synchronized Set<String> read(
      HazelcastInstance hazelcast, Supplier<? extends Collection<String>> members) {
    reading = true;
    try {
      return readAll(hazelcast, members);
    } finally {
      reading = false;
      toldMeanwhile.clear();
    }
  }

  private Set<String> readAll(
      HazelcastInstance hazelcast, Supplier<? extends Collection<String>> members) {
    Map<String, Set<RegistrationInfo>> now = new HashMap<>();
    var entries = subscriptions(hazelcast).entrySet();
    Set<String> there = Set.copyOf(members.get()); // later than the entries: who joined is in both
    for (Map.Entry<String, HazelcastRegistrationInfo> entry : entries) {
      RegistrationInfo listener = entry.getValue().unwrap();
      if (!there.contains(listener.nodeId())) {
        subscriptions(hazelcast).remove(entry.getKey(), entry.getValue());
      } else if (entry.getKey().startsWith(OURS)) {
        now.computeIfAbsent(entry.getKey(), address -> new LinkedHashSet<>()).add(listener);
      }
    }
    Set<String> changed = new TreeSet<>(now.keySet());
    changed.addAll(listeners.keySet());
    changed.removeIf(
        address ->
            toldMeanwhile.contains(address)
                || now.getOrDefault(address, Set.of())
                    .equals(listeners.getOrDefault(address, Set.of())));
    changed.forEach(address -> replace(address, now.getOrDefault(address, Set.of())));
    readNodes(hazelcast);
    return changed;
  }

  private void replace(String address, Set<RegistrationInfo> now) {
    Set<RegistrationInfo> gone = new LinkedHashSet<>(listeners.getOrDefault(address, Set.of()));
    gone.removeAll(now);
    listeners.compute(address, (key, known) -> now.isEmpty() ? null : now);
    gone.forEach(listener -> reader.listenerGone(address, listener));
  }

  private void readNodes(HazelcastInstance hazelcast) {
    Map<String, NodeInfo> now = new HashMap<>();
    nodes(hazelcast).forEach((node, info) -> now.put(node, info.unwrap()));
    now.keySet().removeAll(toldMeanwhile);
    nodes.putAll(now);
    now.forEach(reader::nodeThere);
  }

  /** Forgets how other nodes than these are reached. */
  void keepNodes(Set<String> which) {
    nodes.keySet().retainAll(which);
  }

  /** Who listens there, on whatever node. */
  List<RegistrationInfo> listeners(String address) {
    return List.copyOf(listeners.getOrDefault(address, Set.of()));
  }

  /** Who listens there, on other nodes than these. */
  List<RegistrationInfo> listenersElsewhere(String address, Collection<String> than) {
    return listeners(address).stream()
        .filter(listener -> !than.contains(listener.nodeId()))
        .toList();
  }

  /** Whether this very listener is known. */
  boolean shows(String address, RegistrationInfo listener) {
    return listeners.getOrDefault(address, Set.of()).contains(listener);
  }

  /** How to reach a node, also one that is lost. */
  Optional<NodeInfo> node(String id) {
    return Optional.ofNullable(nodes.get(id));
  }

  private void add(String address, HazelcastRegistrationInfo listener) {
    if (address.startsWith(OURS)) {
      told(address);
      listeners.compute(
          address,
          (key, known) -> {
            Set<RegistrationInfo> all = new LinkedHashSet<>(known == null ? Set.of() : known);
            all.add(listener.unwrap());
            return all;
          });
    }
  }

  private void remove(String address, HazelcastRegistrationInfo listener) {
    told(address);
    listeners.computeIfPresent(
        address,
        (key, known) -> {
          Set<RegistrationInfo> left = new LinkedHashSet<>(known);
          left.remove(listener.unwrap());
          return left.isEmpty() ? null : left;
        });
  }

  /** What an event tells while everything is read is newer than what is read. */
  private void told(String key) {
    if (reading) {
      toldMeanwhile.add(key);
    }
  }

  static MultiMap<String, HazelcastRegistrationInfo> subscriptions(HazelcastInstance hazelcast) {
    return hazelcast.getMultiMap(SUBSCRIPTIONS);
  }

  static IMap<String, HazelcastNodeInfo> nodes(HazelcastInstance hazelcast) {
    return hazelcast.getMap(NODES);
  }

  private final class Subscriptions extends EntryAdapter<String, HazelcastRegistrationInfo> {

    @Override
    public void entryAdded(EntryEvent<String, HazelcastRegistrationInfo> event) {
      add(event.getKey(), event.getValue());
    }

    @Override
    public void entryRemoved(EntryEvent<String, HazelcastRegistrationInfo> event) {
      remove(event.getKey(), event.getOldValue());
      if (event.getKey().startsWith(OURS)) {
        reader.listenerGone(event.getKey(), event.getOldValue().unwrap());
      }
    }
  }

  private final class Nodes extends EntryAdapter<String, HazelcastNodeInfo> {

    @Override
    public void entryAdded(EntryEvent<String, HazelcastNodeInfo> event) {
      told(event.getKey());
      nodes.put(event.getKey(), event.getValue().unwrap());
      reader.nodeThere(event.getKey(), event.getValue().unwrap());
    }

    @Override
    public void entryUpdated(EntryEvent<String, HazelcastNodeInfo> event) {
      entryAdded(event);
    }

    @Override
    public void entryRemoved(EntryEvent<String, HazelcastNodeInfo> event) {
      reader.nodeGone(event.getKey());
    }
  }
}
