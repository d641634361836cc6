package dev.understudy.app.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.config.Config;
import com.hazelcast.config.DiscoveryConfig;
import com.hazelcast.spi.properties.ClusterProperty;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the cluster manager is told. */
class HazelcastSetupTest {

  @Test
  void nodesAreFoundByTcpOnThePortThatIsGiven() {
    Config config = config("{'clusterPort':5709,'join':['127.0.0.1:5701']}");
    assertThat(config.getNetworkConfig().getPort()).isEqualTo(5709);
    assertThat(config.getNetworkConfig().isPortAutoIncrement()).isFalse();
    assertThat(config.getNetworkConfig().getJoin().getTcpIpConfig().getMembers())
        .isEqualTo(List.of("127.0.0.1:5701"));
    assertThat(config.getNetworkConfig().getJoin().getMulticastConfig().isEnabled()).isFalse();
    assertThat(config.getNetworkConfig().getJoin().isAutoDetectionEnabled()).isFalse();
  }

  @Test
  void nodesAreFoundByDnsInstead() {
    Config config = config("{'joinDns':'nodes.example'}");
    assertThat(config.getNetworkConfig().getJoin().getTcpIpConfig().isEnabled()).isFalse();
    assertThat(config.getNetworkConfig().getJoin().getDiscoveryConfig())
        .extracting(DiscoveryConfig::getDiscoveryServiceProvider)
        .isNotNull();
    assertThat(config.getProperty("hazelcast.discovery.enabled")).isEqualTo("true");
  }

  @Test
  void whatVertxKeepsSurvivesTwoNodes() {
    Config config = config("{}");
    assertThat(config.getMultiMapConfig("__vertx.subs").getBackupCount()).isEqualTo(2);
    assertThat(config.getMapConfig("__vertx.haInfo").getBackupCount()).isEqualTo(2);
    assertThat(config.getMapConfig("__vertx.nodeInfo").getBackupCount()).isEqualTo(2);
  }

  @Test
  void theClusterHasFewPartitionsUnlessToldOtherwise() {
    assertThat(config("{}").getProperty("hazelcast.partition.count")).isEqualTo("31");
    assertThat(config("{'partitions':271}").getProperty("hazelcast.partition.count"))
        .isEqualTo("271");
  }

  @Test
  void aKilledNodeIsLostAfterThreeErrorsOfItsConnection() {
    Config config = config("{}");
    assertThat(config.getProperty(ClusterProperty.CONNECTION_MONITOR_MAX_FAULTS.getName()))
        .isEqualTo("2");
    assertThat(config.getProperty(ClusterProperty.CONNECTION_MONITOR_INTERVAL.getName()))
        .isEqualTo("50");
  }

  @Test
  void nothingIsSentHome() {
    assertThat(config("{}").getProperty("hazelcast.phone.home.enabled")).isEqualTo("false");
  }

  private static Config config(String json) {
    return HazelcastSetup.config(NodeSettings.parse(new JsonObject(json.replace('\'', '"'))));
  }
}
