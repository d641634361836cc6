package dev.understudy.kubernetes.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That a group is one of several in its namespace. */
class SecondGroupTest {

  private static final String GROUP = "understudy.dev/group";

  @ParameterizedTest
  @MethodSource("dev.understudy.kubernetes.manifest.Kustomizations#all")
  void membersHaveTheNameOfTheirGroupAsALabel(String folder) {
    Manifests manifests = Kustomizations.rendered(folder);
    PodPlan members = PodPlan.of(manifests, true);
    PodIdentity pod = new PodIdentity("n", members.workload() + "-1", "1", "10.0.0.1");
    ContainerStart start = ContainerStart.of(manifests, members, pod);
    assertThat(members.labels()).containsEntry(GROUP, start.environment().get("UNDERSTUDY_GROUP"));
    assertThat(PodPlan.of(manifests, false).labels()).doesNotContainKey(GROUP);
  }

  @ParameterizedTest
  @MethodSource("dev.understudy.kubernetes.manifest.Kustomizations#all")
  void whatIsOfOneGroupIsNotAboutTheMembersOfAnother(String folder) {
    Manifests manifests = Kustomizations.rendered(folder);
    PodPlan members = PodPlan.of(manifests, true);
    Map<String, String> others = others(members);
    List<Map<String, String>> own = new ArrayList<>(List.of(members.selector()));
    placement(members.template().getSpec()).forEach(one -> own.add(one.getMatchLabels()));
    for (PodDisruptionBudget budget : manifests.all(PodDisruptionBudget.class)) {
      own.add(budget.getSpec().getSelector().getMatchLabels());
    }
    assertThat(own).noneMatch(selector -> others.entrySet().containsAll(selector.entrySet()));
  }

  @ParameterizedTest
  @MethodSource("dev.understudy.kubernetes.manifest.Kustomizations#all")
  void servicesAndPoliciesAreForTheMembersOfEveryGroup(String folder) {
    Manifests manifests = Kustomizations.rendered(folder);
    Map<String, String> others = others(PodPlan.of(manifests, true));
    List<Map<String, String>> all = new ArrayList<>();
    manifests.all(Service.class).forEach(service -> all.add(service.getSpec().getSelector()));
    manifests
        .all(NetworkPolicy.class)
        .forEach(policy -> all.add(policy.getSpec().getPodSelector().getMatchLabels()));
    assertThat(all).allMatch(selector -> others.entrySet().containsAll(selector.entrySet()));
  }

  /** The labels of members of another group that was made as the page on Kubernetes says. */
  private static Map<String, String> others(PodPlan members) {
    Map<String, String> labels = new TreeMap<>(members.labels());
    labels.put(GROUP, "another");
    return labels;
  }

  private static List<LabelSelector> placement(PodSpec pod) {
    List<LabelSelector> selectors = new ArrayList<>();
    if (pod.getAffinity() != null) {
      pod.getAffinity()
          .getPodAntiAffinity()
          .getRequiredDuringSchedulingIgnoredDuringExecution()
          .forEach(term -> selectors.add(term.getLabelSelector()));
    }
    pod.getTopologySpreadConstraints().forEach(one -> selectors.add(one.getLabelSelector()));
    return selectors;
  }
}
