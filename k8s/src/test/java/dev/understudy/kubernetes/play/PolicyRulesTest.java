package dev.understudy.kubernetes.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.kubernetes.manifest.Manifests;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a network policy. */
class PolicyRulesTest {

  private static final Map<String, Integer> PORTS = Map.of("http", 8080);
  private static final Map<String, String> NODE = Map.of("app", "node");

  private static final String POLICY =
      """
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata:
        name: a
      spec:
        podSelector:
          matchLabels: {app: node}
        policyTypes: [Ingress]
        ingress:
          - from:
              - {podSelector: {matchLabels: {app: node}}}
            ports:
              - port: http
      """;

  @Test
  void onlyPeersWithTheLabelsReachThePort() {
    String rules = rules(POLICY).of(NODE, PORTS);
    assertThat(rules)
        .contains("hook input priority 0; policy drop;")
        .contains("ip saddr { 10.0.0.1, 10.0.0.2 } tcp dport 8080 accept")
        .contains("ip saddr 10.0.0.9 accept")
        .doesNotContain("10.0.0.3");
  }

  @Test
  void aDirectionThatNoPolicyIsAboutStaysOpen() {
    assertThat(rules(POLICY).of(NODE, PORTS)).contains("hook output priority 0; policy accept;");
  }

  @Test
  void aPodThatNoPolicyIsAboutStaysOpen() {
    assertThat(rules(POLICY).of(Map.of(), PORTS)).contains("hook input priority 0; policy accept;");
  }

  @Test
  void podsOfOtherNamespacesAreNoPeersHere() {
    String other = POLICY.replace("- {pod", "- {namespaceSelector: {matchLabels: {a: b}}, pod");
    assertThat(rules(other).of(NODE, PORTS)).contains("policy drop").doesNotContain("dport");
  }

  @Test
  void aRuleWithoutPortsIsForAllPorts() {
    String all = POLICY.replace("      ports:\n        - port: http\n", "");
    assertThat(rules(all).of(NODE, PORTS))
        .contains("ip saddr { 10.0.0.1, 10.0.0.2 } accept")
        .doesNotContain("dport");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          port: http                             | {port: 1, endPort: 9}                | endPort
          port: http                             | protocol: UDP                        | a protocol
          {podSelector: {matchLabels: {app: node}}} | {ipBlock: {cidr: 10.0.0.0/8}}      | ipBlock
          {podSelector: {matchLabels: {app: node}}} | {namespaceSelector: {}}            | namespaceSelector
          {podSelector: {matchLabels: {app: node}}} | {podSelector: {matchExpressions: [{key: a, operator: Exists}]}} | matchExpressions
          policyTypes: [Ingress]                 | policyTypes: []                      | types
          """)
  void whatIsNotUnderstoodIsAnError(String understood, String other, String named) {
    String strange = POLICY.replace(understood, other);
    assertThatThrownBy(() -> rules(strange).of(NODE, PORTS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(named);
  }

  private static PolicyRules rules(String policy) {
    List<Peer> peers =
        List.of(
            new Peer("10.0.0.1", NODE),
            new Peer("10.0.0.2", Map.of("app", "node", "more", "x")),
            new Peer("10.0.0.3", Map.of("app", "other")));
    return new PolicyRules(Manifests.parse(policy).all(NetworkPolicy.class), peers, "10.0.0.9");
  }
}
