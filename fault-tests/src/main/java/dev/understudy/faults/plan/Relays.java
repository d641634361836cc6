package dev.understudy.faults.plan;

import dev.understudy.faults.lab.Lab;
import dev.understudy.faults.lab.Relay;
import dev.understudy.faults.lab.Shape;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Relays between all nodes of a cluster, on the ports of the cluster manager and of the event bus.
 * They have to be there before the nodes are.
 */
final class Relays {

  private final Map<Integer, Relay> relays = new TreeMap<>();

  /** Starts one on each of these hosts. */
  Relays(Lab lab, List<Integer> hosts, Path folder) {
    for (int host : hosts) {
      Relay relay = lab.relay(lab.host(host), folder);
      relays.put(host, relay);
      hosts.stream()
          .filter(other -> other != host)
          .forEach(other -> relay.relay(other, List.of(Programs.CLUSTER_PORT, Programs.BUS_PORT)));
    }
  }

  /** All that a host sends and is sent fares like this, until the links are healed. */
  void shape(int host, Shape shape) {
    relays.forEach(
        (from, relay) ->
            relays.keySet().stream()
                .filter(to -> !to.equals(from) && (from == host || to == host))
                .forEach(to -> relay.shape(to, shape)));
  }
}
