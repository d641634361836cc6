package dev.understudy.kubernetes.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How many pods there are, what they ask for, and where they may be. */
class PlacementTest {

  private static final String NODE = "kubernetes.io/hostname";
  private static final String ZONE = "topology.kubernetes.io/zone";
  private static final long MEBIBYTE = 1 << 20;

  /** What Java takes at least for its classes, its code and its threads. */
  private static final long BESIDE_MEBIBYTES = 80;

  @ParameterizedTest
  @CsvSource({
    "base, 2, 3",
    "overlays/dev, 1, 1",
    "overlays/production, 3, 3",
    "overlays/two-site, 2, 2",
    "examples/own-service, 3, 3"
  })
  void thereAreAsManyAsTheDocumentsSay(String folder, int nameServers, int members) {
    List<PodPlan> plans = PodPlan.of(Kustomizations.rendered(folder));
    assertThat(plans)
        .extracting(PodPlan::workload, PodPlan::replicas)
        .containsExactlyInAnyOrder(
            tuple("understudy-name-server", nameServers), tuple("understudy-member", members));
  }

  @ParameterizedTest
  @ValueSource(strings = {"base", "overlays/production", "overlays/two-site"})
  void podsOfOneKindKeepApartFromEachOtherAndFromNobodyElse(String folder) {
    List<PodPlan> plans = PodPlan.of(Kustomizations.rendered(folder));
    for (PodPlan plan : plans) {
      List<LabelSelector> apart = new ArrayList<>(apartFrom(plan.template().getSpec()));
      assertThat(apart).as("pods that are not beside these").hasSize(1);
      var spread = plan.template().getSpec().getTopologySpreadConstraints();
      assertThat(spread).extracting(one -> one.getTopologyKey()).containsExactly(ZONE);
      spread.forEach(one -> apart.add(one.getLabelSelector()));
      for (LabelSelector selector : apart) {
        assertThat(PodPlan.selected(plans, selector.getMatchLabels())).containsExactly(plan);
      }
    }
  }

  @Test
  void twoMembersAreNeverOnOneNodeAndZonesAreKeptApartWhereThereAreSome() {
    PodSpec member = member("base");
    assertThat(
            member
                .getAffinity()
                .getPodAntiAffinity()
                .getRequiredDuringSchedulingIgnoredDuringExecution())
        .hasSize(1);
    assertThat(unsatisfiable("base")).isEqualTo("ScheduleAnyway");
    assertThat(unsatisfiable("overlays/production")).isEqualTo("DoNotSchedule");
    assertThat(unsatisfiable("overlays/two-site")).isEqualTo("DoNotSchedule");
  }

  @Test
  void aDeveloperNeedsOneNodeOnly() {
    for (PodPlan plan : PodPlan.of(Kustomizations.rendered("overlays/dev"))) {
      assertThat(plan.template().getSpec().getAffinity()).isNull();
      assertThat(plan.template().getSpec().getTopologySpreadConstraints()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.understudy.kubernetes.manifest.Kustomizations#all")
  void everyPodAsksForWhatItNeedsAndItsMemoryCannotBeTakenAway(String folder) {
    for (PodPlan plan : PodPlan.of(Kustomizations.rendered(folder))) {
      var resources = plan.container().getResources();
      assertThat(resources.getRequests()).containsOnlyKeys("cpu", "memory");
      assertThat(resources.getLimits())
          .as("no limit of the processor, and all of the memory from the start")
          .isEqualTo(Map.of("memory", resources.getRequests().get("memory")));
    }
  }

  @ParameterizedTest
  @MethodSource("dev.understudy.kubernetes.manifest.Kustomizations#all")
  void theLimitOfMemoryHasRoomForTheHeapAndTheBuffersAndWhatElseJavaTakes(String folder)
      throws IOException {
    Manifests manifests = Kustomizations.rendered(folder);
    long heapPercent =
        number(Files.readString(Path.of("image", "node")), "-XX:MaxRAMPercentage=(\\d+)");
    for (PodPlan plan : PodPlan.of(manifests)) {
      PodIdentity pod = new PodIdentity("n", plan.workload() + "-1", "1", "10.0.0.1");
      Map<String, String> environment = ContainerStart.of(manifests, plan, pod).environment();
      String options = environment.getOrDefault("JDK_JAVA_OPTIONS", "");
      long buffers = number(options, "-XX:MaxDirectMemorySize=(\\d+)m");
      Quantity memory =
          Objects.requireNonNull(plan.container().getResources().getLimits().get("memory"));
      long limit = memory.getNumericalAmount().longValueExact() / MEBIBYTE;
      assertThat(limit * (100 - heapPercent) / 100 - buffers)
          .as(plan.workload())
          .isGreaterThan(BESIDE_MEBIBYTES);
    }
  }

  private static long number(String text, String pattern) {
    Matcher found = Pattern.compile(pattern).matcher(text);
    assertThat(found.find()).as(pattern).isTrue();
    return Long.parseLong(found.group(1));
  }

  private static List<LabelSelector> apartFrom(PodSpec pod) {
    var rules = pod.getAffinity().getPodAntiAffinity();
    List<LabelSelector> selectors = new ArrayList<>();
    for (var term : rules.getRequiredDuringSchedulingIgnoredDuringExecution()) {
      assertThat(term.getTopologyKey()).isEqualTo(NODE);
      selectors.add(term.getLabelSelector());
    }
    for (var term : rules.getPreferredDuringSchedulingIgnoredDuringExecution()) {
      assertThat(term.getPodAffinityTerm().getTopologyKey()).isEqualTo(NODE);
      selectors.add(term.getPodAffinityTerm().getLabelSelector());
    }
    return selectors;
  }

  private static PodSpec member(String folder) {
    return PodPlan.of(Kustomizations.rendered(folder), true).template().getSpec();
  }

  private static String unsatisfiable(String folder) {
    return member(folder).getTopologySpreadConstraints().get(0).getWhenUnsatisfiable();
  }
}
