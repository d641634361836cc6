package dev.understudy.app.node;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MultiMapConfig;
import com.hazelcast.config.NetworkConfig;
import dev.understudy.app.Failure;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;

/**
 * How Hazelcast is set up, here and nowhere else: nodes are found by TCP or DNS, failures are
 * noticed within seconds, and what Vert.x keeps in it survives two nodes that are lost at once.
 * Mastership does not rest on it.
 */
final class HazelcastSetup {

  /** The attribute of a node that says which servers run on it. */
  static final String SERVERS = "understudy.servers";

  private static final int BACKUPS = 2;

  private static final Map<String, String> PROPERTIES =
      Map.ofEntries(
          Map.entry("hazelcast.logging.type", "slf4j"),
          Map.entry("hazelcast.phone.home.enabled", "false"),
          Map.entry("hazelcast.health.monitoring.level", "OFF"),
          Map.entry("hazelcast.shutdownhook.enabled", "false"),
          Map.entry("hazelcast.socket.bind.any", "false"),
          Map.entry("hazelcast.heartbeat.interval.seconds", "1"),
          Map.entry("hazelcast.max.no.heartbeat.seconds", "5"),
          Map.entry("hazelcast.merge.first.run.delay.seconds", "2"),
          Map.entry("hazelcast.merge.next.run.delay.seconds", "2"),
          Map.entry("hazelcast.wait.seconds.before.join", "1"),
          Map.entry("hazelcast.max.join.seconds", "60"),
          Map.entry("hazelcast.socket.connect.timeout.seconds", "3"),
          // a killed process is lost after so many more errors, each so long after the one before
          Map.entry("hazelcast.connection.monitor.max.faults", "2"),
          Map.entry("hazelcast.connection.monitor.interval", "50"),
          Map.entry("hazelcast.mastership.claim.timeout.seconds", "3"),
          Map.entry("hazelcast.operation.call.timeout.millis", "5000"),
          Map.entry("hazelcast.operation.backup.timeout.millis", "300"),
          Map.entry("hazelcast.invocation.retry.pause.millis", "100"),
          Map.entry("hazelcast.graceful.shutdown.max.wait", "30"),
          // a message of a migration that got lost would hold up all others for five minutes
          Map.entry("hazelcast.partition.migration.timeout", "5"),
          // heals links that are cut in one direction only
          Map.entry("hazelcast.partial.member.disconnection.resolution.heartbeat.count", "5"));

  private HazelcastSetup() {}

  static Config config(NodeSettings settings) {
    Config config = new Config().setClusterName(settings.clusterName());
    PROPERTIES.forEach(config::setProperty);
    // without it, Hazelcast would not ask the discovery of DNS names
    config.setProperty(
        "hazelcast.discovery.enabled", String.valueOf(settings.joinDns().isPresent()));
    config.setProperty("hazelcast.partition.count", String.valueOf(settings.partitions()));
    config.setProperty("hazelcast.local.localAddress", address(settings.host()));
    config.getMetricsConfig().setEnabled(false);
    config.getMemberAttributeConfig().setAttribute(SERVERS, ClusterWatch.names(settings.members()));
    network(config.getNetworkConfig(), settings);
    config.addMultiMapConfig(
        new MultiMapConfig(AddressBook.SUBSCRIPTIONS)
            .setBackupCount(BACKUPS)
            .setValueCollectionType("SET"));
    config.addMapConfig(new MapConfig("__vertx.haInfo").setBackupCount(BACKUPS));
    config.addMapConfig(new MapConfig(AddressBook.NODES).setBackupCount(BACKUPS));
    return config;
  }

  private static void network(NetworkConfig network, NodeSettings settings) {
    network.setPort(settings.clusterPort()).setPortAutoIncrement(false);
    JoinConfig join = network.getJoin();
    join.getAutoDetectionConfig().setEnabled(false);
    join.getMulticastConfig().setEnabled(false);
    if (settings.joinDns().isPresent()) {
      DnsLookup lookup =
          DnsLookup.of(settings.joinDns().get(), address(settings.host()), settings.clusterPort());
      DnsDiscovery discovery = new DnsDiscovery(lookup, settings.clusterPort());
      join.getDiscoveryConfig().setDiscoveryServiceProvider(given -> discovery);
    } else {
      join.getTcpIpConfig().setEnabled(true).setMembers(settings.join());
    }
  }

  private static String address(String host) {
    try {
      return InetAddress.getByName(host).getHostAddress();
    } catch (UnknownHostException e) {
      throw Failure.usage("there is no host " + host);
    }
  }
}
