package dev.understudy.kubernetes.play;

import dev.understudy.faults.lab.Host;
import dev.understudy.faults.lab.HostProcess;
import dev.understudy.kubernetes.manifest.ContainerStart;
import dev.understudy.kubernetes.manifest.PodIdentity;
import dev.understudy.kubernetes.manifest.PodPlan;
import java.util.Map;
import java.util.Optional;

/**
 * A pod: a host of its own, and a process on it.
 *
 * @param host its network namespace
 * @param identity what Kubernetes gives it
 * @param plan what it is to be
 * @param start what its container was started with
 * @param process of its container
 */
record PlayedPod(
    Host host,
    PodIdentity identity,
    PodPlan plan,
    ContainerStart start,
    Optional<HostProcess> process) {

  /** The same pod with another container. */
  PlayedPod with(HostProcess container) {
    return new PlayedPod(host, identity, plan, start, Optional.of(container));
  }

  String name() {
    return identity.name();
  }

  String address() {
    return identity.address();
  }

  Map<String, String> labels() {
    return plan.labels();
  }

  int port(String name) {
    return plan.container().getPorts().stream()
        .filter(port -> port.getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(name() + " has no port " + name))
        .getContainerPort();
  }
}
