package dev.understudy.kubernetes.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.Probe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That the client of the example may run where the page on Kubernetes has it run. */
class ExampleClientTest {

  @Test
  void hasNoMoreRightsThanTheRestrictedStandardGives() throws IOException {
    var pod = client().template().getSpec();
    assertThat(pod.getAutomountServiceAccountToken()).isFalse();
    assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
    var container = client().container().getSecurityContext();
    assertThat(container.getAllowPrivilegeEscalation()).isFalse();
    assertThat(container.getReadOnlyRootFilesystem()).isTrue();
    assertThat(container.getCapabilities().getDrop()).containsExactly("ALL");
    assertThat(container.getCapabilities().getAdd()).isEmpty();
  }

  @Test
  void asksForWhatItNeedsAndIsProbedAtAPortThatItHas() throws IOException {
    var container = client().container();
    assertThat(container.getResources().getRequests()).containsOnlyKeys("cpu", "memory");
    assertThat(container.getResources().getLimits()).containsOnlyKeys("memory");
    for (Probe probe : List.of(container.getLivenessProbe(), container.getReadinessProbe())) {
      assertThat(container.getPorts().stream().map(ContainerPort::getName))
          .contains(probe.getHttpGet().getPort().getStrVal());
    }
  }

  private static PodPlan client() throws IOException {
    Path file = Path.of("examples", "own-service", "client.yaml");
    return PodPlan.of(Manifests.parse(Files.readString(file))).get(0);
  }
}
