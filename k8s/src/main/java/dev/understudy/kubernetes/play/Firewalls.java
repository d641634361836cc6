package dev.understudy.kubernetes.play;

import dev.understudy.faults.lab.Command;
import dev.understudy.faults.lab.Host;
import dev.understudy.faults.lab.LabFailure;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Has the network policies hold on the hosts of all pods, and renders them anew when pods change.
 */
final class Firewalls {

  private final Collection<NetworkPolicy> policies;
  private final List<Peer> others;
  private final String kubelet;

  /**
   * Policies that hold nowhere yet.
   *
   * @param others pods besides those of the manifests
   * @param kubelet the address of the node
   */
  Firewalls(Collection<NetworkPolicy> policies, List<Peer> others, String kubelet) {
    this.policies = policies;
    this.others = List.copyOf(others);
    this.kubelet = kubelet;
  }

  /** Why there can be none here. */
  static Optional<String> missing() {
    try {
      Command.run("nft", "--version");
      return Optional.empty();
    } catch (LabFailure e) {
      return Optional.of("network policies are played by nftables: " + e.getMessage());
    }
  }

  /** These are all pods from now on. */
  void hold(Collection<PlayedPod> pods) {
    List<Peer> peers = new ArrayList<>(others);
    pods.forEach(pod -> peers.add(new Peer(pod.address(), pod.labels())));
    PolicyRules rules = new PolicyRules(policies, peers, kubelet);
    for (PlayedPod pod : pods) {
      Map<String, Integer> ports =
          pod.plan().container().getPorts().stream()
              .collect(Collectors.toMap(ContainerPort::getName, ContainerPort::getContainerPort));
      nft(pod.host(), rules.of(pod.labels(), ports));
    }
  }

  /** No policy holds on the host of a pod, until all hold again. */
  void lift(PlayedPod pod) {
    nft(pod.host(), "flush ruleset\n");
  }

  private static void nft(Host host, String rules) {
    Command.run(List.of("ip", "netns", "exec", host.namespace(), "nft", "-f", "-"), rules);
  }
}
