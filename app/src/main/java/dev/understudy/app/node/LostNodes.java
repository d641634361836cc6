package dev.understudy.app.node;

import dev.understudy.wire.Addresses;
import io.vertx.core.spi.cluster.RegistrationInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * Who listened on nodes that Hazelcast has lost, for a while: some of them are well. When the
 * oldest node is cut off, or leaves, the others may shut each other out for seconds; and after a
 * cut the network heals seconds before Hazelcast merges.
 */
final class LostNodes {

  static final Duration KEPT = Duration.ofSeconds(60);

  /** Listeners that are kept at most. */
  static final int MOST = 20_000;

  private record Lost(RegistrationInfo listener, long untilNanos) {}

  private final Map<String, List<Lost>> listeners = new ConcurrentHashMap<>();
  private final AtomicInteger count = new AtomicInteger();

  /** Remembers a listener of a lost node, unless there are too many. */
  void note(String address, RegistrationInfo listener, long nowNanos) {
    Lost lost = new Lost(listener, nowNanos + KEPT.toNanos());
    if (count.get() < MOST) {
      listeners.compute(
          address,
          (key, known) -> {
            List<Lost> all = new ArrayList<>(known == null ? List.of() : known);
            int before = all.size();
            all.removeIf(one -> one.listener().equals(listener));
            all.add(lost);
            count.addAndGet(all.size() - before);
            return List.copyOf(all);
          });
    }
  }

  /**
   * Whom to send to: those that Hazelcast knows on its members; where everybody who listens is
   * meant, or where there are none, the lost ones, too. What is left of a node that is neither a
   * member nor lost stays out: every second message would go there and be lost.
   *
   * @param members the nodes that Hazelcast has now; none where it cannot say
   */
  List<RegistrationInfo> with(
      String address, List<RegistrationInfo> known, Collection<String> members) {
    List<RegistrationInfo> there =
        known.stream()
            .filter(listener -> members.isEmpty() || members.contains(listener.nodeId()))
            .toList();
    List<Lost> lost = listeners.getOrDefault(address, List.of());
    if (lost.isEmpty() || (!there.isEmpty() && !Addresses.isPublished(address))) {
      return there.isEmpty() ? known : there;
    }
    Set<RegistrationInfo> all = new LinkedHashSet<>(there);
    lost.forEach(one -> all.add(one.listener()));
    return List.copyOf(all);
  }

  /** The lost nodes. */
  Set<String> nodes() {
    Set<String> nodes = new HashSet<>();
    listeners.values().forEach(all -> all.forEach(lost -> nodes.add(lost.listener().nodeId())));
    return nodes;
  }

  /**
   * Forgets a node that is replaced.
   *
   * @return the addresses it listened at
   */
  Set<String> forget(String node) {
    return forget(lost -> lost.listener().nodeId().equals(node));
  }

  /**
   * Forgets those that have been lost for long.
   *
   * @return the addresses they listened at
   */
  Set<String> forgetBefore(long nowNanos) {
    return forget(lost -> lost.untilNanos() - nowNanos <= 0);
  }

  private Set<String> forget(Predicate<Lost> which) {
    Set<String> addresses = new TreeSet<>();
    for (String address : listeners.keySet()) {
      listeners.computeIfPresent(
          address,
          (key, known) -> {
            List<Lost> left = known.stream().filter(which.negate()).toList();
            count.addAndGet(left.size() - known.size());
            if (left.size() < known.size()) {
              addresses.add(address);
            }
            return left.isEmpty() ? null : left;
          });
    }
    return addresses;
  }
}
