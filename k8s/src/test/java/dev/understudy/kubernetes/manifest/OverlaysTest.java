package dev.understudy.kubernetes.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.understudy.app.Understudy;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** That the objects of each kustomization mean each other, and the program. */
class OverlaysTest {

  static Stream<String> all() {
    return Kustomizations.all();
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyWorkloadFindsItsOwnPodsAndNoOthers(String folder) {
    List<PodPlan> plans = PodPlan.of(Kustomizations.rendered(folder));
    assertThat(plans).hasSize(2);
    for (PodPlan plan : plans) {
      assertThat(PodPlan.selected(plans, plan.selector())).containsExactly(plan);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyBudgetIsForOneWorkload(String folder) {
    Manifests manifests = Kustomizations.rendered(folder);
    List<PodPlan> plans = PodPlan.of(manifests);
    for (PodDisruptionBudget budget : manifests.all(PodDisruptionBudget.class)) {
      var spec = budget.getSpec();
      assertThat(PodPlan.selected(plans, spec.getSelector().getMatchLabels())).hasSize(1);
      assertThat(spec.getMaxUnavailable().getIntVal()).isEqualTo(1);
      assertThat(spec.getUnhealthyPodEvictionPolicy())
          .as("a pod that is not ready may have the only copy of the state")
          .isNull();
    }
    assertThat(manifests.all(PodDisruptionBudget.class)).hasSameSizeAs(plans);
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyServiceLeadsToPortsThatItsPodsHave(String folder) {
    Manifests manifests = Kustomizations.rendered(folder);
    List<PodPlan> plans = PodPlan.of(manifests);
    for (Service service : manifests.all(Service.class)) {
      List<PodPlan> behind = PodPlan.selected(plans, service.getSpec().getSelector());
      assertThat(behind).as(service.getMetadata().getName()).isNotEmpty();
      for (PodPlan plan : behind) {
        assertThat(ports(plan).keySet())
            .containsAll(
                service.getSpec().getPorts().stream()
                    .map(ServicePort::getTargetPort)
                    .map(port -> port.getStrVal())
                    .toList());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void clientsFindTheGatewaysOfMembersOnly(String folder) {
    Manifests manifests = Kustomizations.rendered(folder);
    List<PodPlan> plans = PodPlan.of(manifests);
    Service clients = manifests.one(Service.class, "understudy");
    assertThat(PodPlan.selected(plans, clients.getSpec().getSelector()))
        .isEqualTo(plans.stream().filter(PodPlan::stateful).toList());
    assertThat(clients.getSpec().getPublishNotReadyAddresses()).as("those in sync").isNull();
    assertThat(clients.getSpec().getPorts())
        .extracting(port -> port.getTargetPort().getStrVal(), ServicePort::getPort)
        .containsExactly(tuple("http", 80));
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyContainerRunsWhereTheArchiveOfClassesOfItsImageCounts(String folder)
      throws IOException {
    for (PodPlan plan : PodPlan.of(Kustomizations.rendered(folder))) {
      assertThat(Files.readAllLines(Path.of("image", "Dockerfile")))
          .contains("WORKDIR " + plan.container().getWorkingDir());
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyPodFindsAllOthersBehindTheNameThatItIsGiven(String folder) {
    Manifests manifests = Kustomizations.rendered(folder);
    List<PodPlan> plans = PodPlan.of(manifests);
    Service nodes = manifests.one(Service.class, "understudy-nodes");
    assertThat(nodes.getSpec().getClusterIP()).isEqualTo("None");
    assertThat(nodes.getSpec().getPublishNotReadyAddresses()).isTrue();
    assertThat(PodPlan.selected(plans, nodes.getSpec().getSelector())).isEqualTo(plans);
    for (PodPlan plan : plans) {
      Map<String, String> environment = start(manifests, plan).environment();
      assertThat(environment)
          .containsEntry("UNDERSTUDY_JOIN_DNS", "understudy-nodes.n.svc.cluster.local")
          .containsEntry("UNDERSTUDY_CLUSTER_NAME", "n")
          .containsEntry("UNDERSTUDY_HOST", "10.0.0.1");
    }
    for (StatefulSet set : manifests.all(StatefulSet.class)) {
      assertThat(set.getSpec().getServiceName()).isEqualTo("understudy-nodes");
      assertThat(set.getSpec().getPodManagementPolicy()).isEqualTo("Parallel");
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void theProgramListensWhereTheManifestsSay(String folder) {
    Manifests manifests = Kustomizations.rendered(folder);
    for (PodPlan plan : PodPlan.of(manifests)) {
      Map<String, String> environment = start(manifests, plan).environment();
      assertThat(ports(plan))
          .isEqualTo(
              Map.of(
                  "cluster", number(environment, "UNDERSTUDY_CLUSTER_PORT"),
                  "bus", number(environment, "UNDERSTUDY_BUS_PORT"),
                  "http", number(environment, "UNDERSTUDY_HTTP")));
      assertThat(environment.get("UNDERSTUDY_ENDPOINT"))
          .isEqualTo("http://10.0.0.1:" + ports(plan).get("http"));
      for (Probe probe : probes(plan)) {
        assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo("http");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void readinessIsOfTheServerAndLivenessOfTheProcess(String folder) {
    for (PodPlan plan : PodPlan.of(Kustomizations.rendered(folder))) {
      assertThat(probes(plan))
          .extracting(probe -> probe.getHttpGet().getPath())
          .containsExactly("/health/live", "/health/live", "/health/ready");
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void thereIsAServerForEachVoterOrNoVoterAtAll(String folder) {
    Manifests manifests = Kustomizations.rendered(folder);
    for (PodPlan plan : PodPlan.of(manifests)) {
      Map<String, String> environment = start(manifests, plan).environment();
      if (plan.stateful()) {
        String servers =
            IntStream.range(0, plan.replicas())
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(","));
        assertThat(environment.getOrDefault("UNDERSTUDY_VOTERS", servers)).isEqualTo(servers);
        assertThat(environment.containsKey("UNDERSTUDY_VOTERS"))
            .isNotEqualTo(environment.containsKey("UNDERSTUDY_AVAILABLE"));
        assertThat(environment).containsEntry("UNDERSTUDY_ID", "1");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void whatAPodRefersToIsThere(String folder) {
    Manifests manifests = Kustomizations.rendered(folder);
    for (PodPlan plan : PodPlan.of(manifests)) {
      var spec = plan.template().getSpec();
      assertThat(manifests.one(ServiceAccount.class, spec.getServiceAccountName()))
          .extracting(ServiceAccount::getAutomountServiceAccountToken)
          .isEqualTo(false);
      assertThat(spec.getVolumes().stream().map(Volume::getName))
          .containsExactlyInAnyOrderElementsOf(
              plan.container().getVolumeMounts().stream().map(VolumeMount::getName).toList());
      List<String> names = plan.container().getEnv().stream().map(EnvVar::getName).toList();
      assertThat(names).doesNotHaveDuplicates();
      for (ConfigMap map : manifests.all(ConfigMap.class)) {
        assertThat(map.getData()).doesNotContainKeys(names.toArray(String[]::new));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void filesAreNamedOnlyWhereTheyAreMounted(String folder) {
    Manifests manifests = Kustomizations.rendered(folder);
    for (PodPlan plan : PodPlan.of(manifests)) {
      List<String> mounts =
          plan.container().getVolumeMounts().stream().map(VolumeMount::getMountPath).toList();
      start(manifests, plan)
          .environment()
          .forEach(
              (name, value) -> {
                if (name.endsWith("_FILE")) {
                  assertThat(mounts).anyMatch(mount -> value.startsWith(mount + "/"));
                }
              });
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyVariableIsOneThatTheProgramKnows(String folder) {
    Manifests manifests = Kustomizations.rendered(folder);
    for (PodPlan plan : PodPlan.of(manifests)) {
      ContainerStart start = start(manifests, plan);
      List<String> names =
          start.environment().keySet().stream()
              .filter(name -> name.startsWith("UNDERSTUDY_"))
              .toList();
      CommandLine program =
          Understudy.commandLine(names.stream().collect(Collectors.toMap(name -> name, n -> n)));
      // what the container runs, and what preStop and a person run in it
      List<String> taken = new ArrayList<>();
      for (String command : List.of(start.arguments().get(0), "hand-over")) {
        CommandLine sub = Objects.requireNonNull(program.getSubcommands().get(command));
        sub.getCommandSpec().options().forEach(option -> taken.add(fromEnvironment(sub, option)));
      }
      assertThat(taken).containsAll(names);
    }
  }

  private static String fromEnvironment(CommandLine command, OptionSpec option) {
    try {
      return Objects.requireNonNullElse(command.getDefaultValueProvider().defaultValue(option), "");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void theProgramTakesTheArgumentsWithThoseVariables(String folder) {
    Manifests manifests = Kustomizations.rendered(folder);
    for (PodPlan plan : PodPlan.of(manifests)) {
      ContainerStart start = start(manifests, plan);
      CommandLine program = Understudy.commandLine(start.environment());
      ParseResult parsed = program.parseArgs(start.arguments().toArray(String[]::new));
      assertThat(parsed.subcommand().commandSpec().name())
          .isEqualTo(plan.stateful() ? "member" : "name-server");
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void podsHaveNoMoreRightsThanTheRestrictedStandardGives(String folder) {
    for (PodPlan plan : PodPlan.of(Kustomizations.rendered(folder))) {
      var pod = plan.template().getSpec();
      assertThat(pod.getAutomountServiceAccountToken()).isFalse();
      assertThat(pod.getEnableServiceLinks()).isFalse();
      assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
      assertThat(pod.getSecurityContext().getSeccompProfile().getType())
          .isEqualTo("RuntimeDefault");
      var container = plan.container().getSecurityContext();
      assertThat(container.getAllowPrivilegeEscalation()).isFalse();
      assertThat(container.getReadOnlyRootFilesystem()).isTrue();
      assertThat(container.getCapabilities().getDrop()).containsExactly("ALL");
      assertThat(container.getCapabilities().getAdd()).isEmpty();
    }
  }

  private static ContainerStart start(Manifests manifests, PodPlan plan) {
    PodIdentity pod =
        new PodIdentity("n", plan.workload() + "-1", plan.stateful() ? "1" : "", "10.0.0.1");
    return ContainerStart.of(manifests, plan, pod);
  }

  private static Map<String, Integer> ports(PodPlan plan) {
    return plan.container().getPorts().stream()
        .collect(Collectors.toMap(ContainerPort::getName, ContainerPort::getContainerPort));
  }

  private static List<Probe> probes(PodPlan plan) {
    Container container = plan.container();
    return List.of(
        container.getStartupProbe(), container.getLivenessProbe(), container.getReadinessProbe());
  }

  private static int number(Map<String, String> environment, String name) {
    return Integer.parseInt(environment.getOrDefault(name, "-1"));
  }
}
