package dev.understudy.kubernetes.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who reaches which port of which pods, by what the policies say together. */
class NetworkPoliciesTest {

  private static final String EXAMPLE = "examples/own-service";
  private static final Map<String, String> NODE = Map.of("app.kubernetes.io/name", "understudy");
  private static final Map<String, String> CLIENT = Map.of("understudy.dev/client", "true");
  private static final Map<String, String> PROMETHEUS =
      Map.of("app.kubernetes.io/name", "prometheus");

  @ParameterizedTest
  @MethodSource("dev.understudy.kubernetes.manifest.Kustomizations#all")
  void onlyNodesReachTheClusterAndTheBusAndOnlyClientsAndPrometheusTheGatewaysOfMembers(
      String folder) {
    Manifests manifests = Kustomizations.rendered(folder);
    boolean monitored = manifests.all(NetworkPolicy.class).size() > 2;
    for (PodPlan plan : PodPlan.of(manifests)) {
      Set<Map<String, String>> gateway =
          !plan.stateful()
              ? Set.of(NODE)
              : monitored ? Set.of(NODE, CLIENT, PROMETHEUS) : Set.of(NODE, CLIENT);
      assertThat(reaching(manifests, plan))
          .isEqualTo(Map.of("cluster", Set.of(NODE), "bus", Set.of(NODE), "http", gateway));
    }
  }

  @ParameterizedTest
  @MethodSource("dev.understudy.kubernetes.manifest.Kustomizations#all")
  void aPodReachesOtherNodesAndAsksForNamesAndNothingElse(String folder) {
    Manifests manifests = Kustomizations.rendered(folder);
    Map<String, Set<Integer>> ports = new TreeMap<>();
    for (NetworkPolicy policy : manifests.all(NetworkPolicy.class)) {
      for (var rule : policy.getSpec().getEgress()) {
        String to = rule.getTo().isEmpty() ? "anybody" : labels(rule.getTo()).toString();
        requirePorts(rule.getPorts());
        rule.getPorts()
            .forEach(
                port ->
                    ports
                        .computeIfAbsent(to, key -> new TreeSet<>())
                        .add(port.getPort().getIntVal()));
      }
    }
    assertThat(ports)
        .isEqualTo(
            Map.of("anybody", Set.of(53), Set.of(NODE).toString(), Set.of(5701, 6701, 8080)));
    assertThat(manifests.one(NetworkPolicy.class, "understudy-nodes").getSpec().getPolicyTypes())
        .contains("Egress");
  }

  @Test
  void prometheusIsInANamespaceOfItsOwn() {
    NetworkPolicy policy =
        Kustomizations.rendered("overlays/production")
            .one(NetworkPolicy.class, "understudy-prometheus");
    assertThat(policy.getSpec().getIngress().get(0).getFrom())
        .allMatch(peer -> peer.getNamespaceSelector() != null);
  }

  @Test
  void theClientOfTheExampleMayReachTheGatewayAndFindsItWithItsToken() throws IOException {
    Manifests client = Manifests.parse(Files.readString(Path.of(EXAMPLE, "client.yaml")));
    Manifests group = Kustomizations.rendered(EXAMPLE);
    Deployment shop = client.one(Deployment.class, "shop");
    Service gateways = group.one(Service.class, "understudy");
    assertThat(shop.getMetadata().getNamespace()).isEqualTo(gateways.getMetadata().getNamespace());
    PodPlan pods = PodPlan.of(client).get(0);
    assertThat(pods.isSelectedBy(CLIENT)).isTrue();
    assertThat(pods.isSelectedBy(pods.selector())).isTrue();

    Map<String, EnvVar> variables =
        pods.container().getEnv().stream()
            .collect(Collectors.toMap(EnvVar::getName, variable -> variable));
    URI url = URI.create(variable(variables, "TICKETS_URL").getValue());
    assertThat(url.getHost()).isEqualTo(gateways.getMetadata().getName());
    assertThat(gateways.getSpec().getPorts()).anyMatch(port -> port.getPort() == 80);
    assertThat(url.getPort()).as("the port of http").isEqualTo(-1);
    assertThat(url.getPath()).isEqualTo("/api/groups/" + group(group) + "/requests");
    var secret = variable(variables, "TICKETS_TOKEN").getValueFrom().getSecretKeyRef();
    assertThat(secret.getName()).isEqualTo(tokens(group));
    assertThat(secret.getKey()).isEqualTo("request");
  }

  private static EnvVar variable(Map<String, EnvVar> variables, String name) {
    return Objects.requireNonNull(variables.get(name), name);
  }

  private static String group(Manifests manifests) {
    PodIdentity pod = new PodIdentity("tickets", "understudy-member-0", "0", "10.0.0.1");
    return ContainerStart.of(manifests, PodPlan.of(manifests, true), pod)
        .environment()
        .getOrDefault("UNDERSTUDY_GROUP", "");
  }

  private static String tokens(Manifests manifests) {
    return PodPlan.of(manifests).get(0).template().getSpec().getVolumes().stream()
        .filter(volume -> volume.getSecret() != null)
        .map(volume -> volume.getSecret().getSecretName())
        .findFirst()
        .orElse("");
  }

  /** By the port's name, the labels of those who reach it. */
  private static Map<String, Set<Map<String, String>>> reaching(Manifests manifests, PodPlan plan) {
    Map<String, Set<Map<String, String>>> reaching = new TreeMap<>();
    for (NetworkPolicy policy : manifests.all(NetworkPolicy.class)) {
      if (plan.isSelectedBy(policy.getSpec().getPodSelector().getMatchLabels())) {
        assertThat(policy.getSpec().getPolicyTypes()).contains("Ingress");
        for (NetworkPolicyIngressRule rule : policy.getSpec().getIngress()) {
          assertThat(rule.getFrom()).as("nobody is everybody").isNotEmpty();
          requirePorts(rule.getPorts());
          for (NetworkPolicyPort port : rule.getPorts()) {
            reaching
                .computeIfAbsent(port.getPort().getStrVal(), name -> new HashSet<>())
                .addAll(labels(rule.getFrom()));
          }
        }
      }
    }
    return reaching;
  }

  private static void requirePorts(List<NetworkPolicyPort> ports) {
    assertThat(ports).as("no ports are all ports").isNotEmpty();
    assertThat(ports).extracting(NetworkPolicyPort::getEndPort).containsOnlyNulls();
  }

  /** Of pods in the same namespace; Prometheus has one of its own. */
  private static Set<Map<String, String>> labels(List<NetworkPolicyPeer> peers) {
    for (NetworkPolicyPeer peer : peers) {
      assertThat(peer.getIpBlock()).isNull();
      assertThat(peer.getPodSelector().getMatchExpressions()).isEmpty();
      assertThat(peer.getPodSelector().getMatchLabels()).as("no labels are all pods").isNotEmpty();
      assertThat(peer.getNamespaceSelector() != null)
          .isEqualTo(peer.getPodSelector().getMatchLabels().equals(PROMETHEUS));
    }
    return peers.stream()
        .map(peer -> peer.getPodSelector().getMatchLabels())
        .collect(Collectors.toSet());
  }
}
