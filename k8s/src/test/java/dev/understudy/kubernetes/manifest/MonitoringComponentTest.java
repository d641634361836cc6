package dev.understudy.kubernetes.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** That the component is what the operator's page explains. */
class MonitoringComponentTest {

  private static final Path MONITOR = Path.of("..", "monitor");
  private static final Path COMPONENT = Path.of("components", "monitoring");
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  @Test
  void theRulesAreTheAlertsOfTheMonitor() throws IOException {
    JsonNode alerts = YAML.readTree(MONITOR.resolve("prometheus/alerts.yml").toFile());
    JsonNode rule = YAML.readTree(COMPONENT.resolve("prometheus-rule.yaml").toFile());
    assertThat(rule.path("spec")).isEqualTo(alerts);
    assertThat(production().all(PrometheusRule.class)).hasSize(1);
  }

  @Test
  void theDashboardIsThatOfTheMonitor() throws IOException {
    String dashboard = Files.readString(MONITOR.resolve("grafana/understudy.json"));
    ConfigMap map = production().one(ConfigMap.class, "understudy-dashboard");
    assertThat(map.getData()).containsEntry("understudy.json", dashboard);
    assertThat(map.getMetadata().getLabels()).containsEntry("grafana_dashboard", "1");
  }

  @Test
  void prometheusFindsTheServiceOfTheGatewaysAndHasTheTokenForThem() {
    ServiceMonitor monitor = production().one(ServiceMonitor.class, "understudy");
    Service service = production().one(Service.class, "understudy");
    assertThat(service.getMetadata().getLabels())
        .containsAllEntriesOf(monitor.getSpec().getSelector().getMatchLabels());
    var endpoint = monitor.getSpec().getEndpoints().get(0);
    assertThat(service.getSpec().getPorts())
        .anyMatch(port -> port.getName().equals(endpoint.getPort()));
    assertThat(endpoint.getPath()).isEqualTo("/metrics");
    assertThat(endpoint.getAuthorization().getCredentials().getName())
        .isEqualTo("understudy-tokens");
  }

  private static Manifests production() {
    return Kustomizations.rendered("overlays/production");
  }
}
