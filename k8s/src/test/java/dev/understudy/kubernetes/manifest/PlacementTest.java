package dev.understudy.kubernetes.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How many pods there are, what they ask for, and where they may be. */
class PlacementTest {

  private static final String NODE = "kubernetes.io/hostname";
  private static final String ZONE = "topology.kubernetes.io/zone";

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
  void twoMembersAreNeverOnOneNodeAndTwoSitesHaveOneEach() {
    PodSpec member = member("base");
    assertThat(
            member
                .getAffinity()
                .getPodAntiAffinity()
                .getRequiredDuringSchedulingIgnoredDuringExecution())
        .hasSize(1);
    assertThat(unsatisfiable("base")).isEqualTo("ScheduleAnyway");
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
