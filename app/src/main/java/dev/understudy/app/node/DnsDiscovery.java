package dev.understudy.app.node;

import com.hazelcast.cluster.Address;
import com.hazelcast.spi.discovery.DiscoveryNode;
import com.hazelcast.spi.discovery.SimpleDiscoveryNode;
import com.hazelcast.spi.discovery.integration.DiscoveryService;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How Hazelcast finds the nodes behind a DNS name, which all listen on one port: it asks when it
 * joins, and every few seconds from then on, for clusters to merge with.
 */
final class DnsDiscovery implements DiscoveryService {

  private final DnsLookup lookup;
  private final int port;

  DnsDiscovery(DnsLookup lookup, int port) {
    this.lookup = lookup;
    this.port = port;
  }

  @Override
  public Iterable<DiscoveryNode> discoverNodes() {
    List<DiscoveryNode> nodes = new ArrayList<>();
    for (String address : lookup.addresses()) {
      try {
        nodes.add(new SimpleDiscoveryNode(new Address(address, port)));
      } catch (UnknownHostException e) {
        throw new IllegalStateException("not a literal address: " + address, e);
      }
    }
    return nodes;
  }

  @Override
  public Map<String, String> discoverLocalMetadata() {
    return Map.of();
  }

  @Override
  public void start() {
    // asks when it is asked
  }

  @Override
  public void destroy() {
    // holds nothing
  }
}
