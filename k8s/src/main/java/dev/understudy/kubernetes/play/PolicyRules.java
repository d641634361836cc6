package dev.understudy.kubernetes.play;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Network policies as rules of nftables for one pod, as a network plugin renders them: what no
 * policy allows is dropped once a policy is about the pod, answers pass, and the node's own kubelet
 * always reaches the pod. Peers are found by the labels of pods in the pod's own namespace; a field
 * that is not understood here is an error.
 */
final class PolicyRules {

  private static final String TABLE = "inet policies";

  private final Collection<NetworkPolicy> policies;
  private final Collection<Peer> peers;
  private final String kubelet;

  /**
   * The rules of some policies.
   *
   * @param peers all pods of the namespace
   * @param kubelet the address of the node
   */
  PolicyRules(Collection<NetworkPolicy> policies, Collection<Peer> peers, String kubelet) {
    this.policies = policies;
    this.peers = peers;
    this.kubelet = kubelet;
  }

  /**
   * What {@code nft -f} takes; replaces the pod's former rules at once.
   *
   * @param ports of the pod, by name
   * @throws IllegalArgumentException if a policy has a field that is not understood here
   */
  String of(Map<String, String> labels, Map<String, Integer> ports) {
    List<String> in = new ArrayList<>(List.of("iif lo accept", "ip saddr " + kubelet + " accept"));
    List<String> out = new ArrayList<>(List.of("oif lo accept"));
    boolean closedIn = false;
    boolean closedOut = false;
    for (NetworkPolicy policy : policies) {
      var spec = policy.getSpec();
      if (!matches(spec.getPodSelector(), labels)) {
        continue;
      }
      understood(!spec.getPolicyTypes().isEmpty(), "a policy that does not say its types");
      if (spec.getPolicyTypes().contains("Ingress")) {
        closedIn = true;
        spec.getIngress()
            .forEach(rule -> allow(in, "saddr", rule.getFrom(), rule.getPorts(), ports));
      }
      if (spec.getPolicyTypes().contains("Egress")) {
        closedOut = true;
        spec.getEgress().forEach(rule -> allow(out, "daddr", rule.getTo(), rule.getPorts(), ports));
      }
    }
    return "table %s\ndelete table %s\ntable %s {\n%s%s}\n"
        .formatted(
            TABLE, TABLE, TABLE, chain("input", closedIn, in), chain("output", closedOut, out));
  }

  private void allow(
      List<String> rules,
      String side,
      List<NetworkPolicyPeer> from,
      List<NetworkPolicyPort> through,
      Map<String, Integer> ports) {
    String addresses = "";
    if (!from.isEmpty()) {
      String found =
          peers.stream()
              .filter(peer -> from.stream().anyMatch(one -> matches(one, peer.labels())))
              .map(Peer::address)
              .collect(Collectors.joining(", "));
      if (found.isEmpty()) {
        return;
      }
      addresses = "ip " + side + " { " + found + " } ";
    }
    if (through.isEmpty()) {
      // no ports are all ports
      rules.add(addresses + "accept");
    }
    for (NetworkPolicyPort port : through) {
      understood(port.getEndPort() == null, "endPort");
      understood(port.getPort() != null, "a protocol without a port");
      String protocol = port.getProtocol() == null ? "tcp" : port.getProtocol();
      rules.add(
          "%s%s dport %d accept"
              .formatted(
                  addresses, protocol.toLowerCase(Locale.ROOT), number(port.getPort(), ports)));
    }
  }

  /** Pods of another namespace, which has a label of its own, are none of the peers here. */
  private static boolean matches(NetworkPolicyPeer peer, Map<String, String> labels) {
    understood(peer.getIpBlock() == null, "ipBlock");
    LabelSelector other = peer.getNamespaceSelector();
    if (other != null) {
      boolean labelled = !other.getMatchLabels().isEmpty() && other.getMatchExpressions().isEmpty();
      understood(labelled, "a namespaceSelector other than by labels");
      return false;
    }
    return matches(peer.getPodSelector(), labels);
  }

  private static boolean matches(LabelSelector selector, Map<String, String> labels) {
    understood(selector.getMatchExpressions().isEmpty(), "matchExpressions");
    return labels.entrySet().containsAll(selector.getMatchLabels().entrySet());
  }

  private static int number(IntOrString port, Map<String, Integer> ports) {
    if (port.getStrVal() == null) {
      return port.getIntVal();
    }
    Integer number = ports.get(port.getStrVal());
    if (number == null) {
      throw new IllegalArgumentException("no port is called " + port.getStrVal());
    }
    return number;
  }

  private static void understood(boolean so, String otherwise) {
    if (!so) {
      throw new IllegalArgumentException("not understood in a network policy: " + otherwise);
    }
  }

  private static String chain(String hook, boolean closed, List<String> rules) {
    StringBuilder text = new StringBuilder("  chain ").append(hook).append(" {\n");
    text.append("    type filter hook ").append(hook).append(" priority 0; policy ");
    text.append(closed ? "drop" : "accept").append(";\n");
    if (closed) {
      text.append("    ct state established,related accept\n");
      rules.forEach(rule -> text.append("    ").append(rule).append('\n'));
    }
    return text.append("  }\n").toString();
  }
}
