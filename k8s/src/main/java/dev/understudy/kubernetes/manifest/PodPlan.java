package dev.understudy.kubernetes.manifest;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the pods of a Deployment or StatefulSet are to be.
 *
 * @param workload its name
 * @param stateful whether its pods have ordinals
 * @param replicas how many there are to be
 * @param selector by which it knows its pods
 */
public record PodPlan(
    String workload,
    boolean stateful,
    int replicas,
    Map<String, String> selector,
    PodTemplateSpec template) {

  /** The plans of all workloads. */
  public static List<PodPlan> of(Manifests manifests) {
    List<PodPlan> plans = new ArrayList<>();
    for (HasMetadata object : manifests.all()) {
      String name = object.getMetadata().getName();
      if (object instanceof Deployment deployment) {
        var spec = deployment.getSpec();
        plans.add(
            new PodPlan(
                name,
                false,
                spec.getReplicas(),
                spec.getSelector().getMatchLabels(),
                spec.getTemplate()));
      } else if (object instanceof StatefulSet set) {
        var spec = set.getSpec();
        plans.add(
            new PodPlan(
                name,
                true,
                spec.getReplicas(),
                spec.getSelector().getMatchLabels(),
                spec.getTemplate()));
      }
    }
    return plans;
  }

  /**
   * The plan of the only StatefulSet, or of the only Deployment.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static PodPlan of(Manifests manifests, boolean stateful) {
    return of(manifests).stream()
        .filter(plan -> plan.stateful() == stateful)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no such workload"));
  }

  /** Those whose pods have all these labels. */
  public static List<PodPlan> selected(List<PodPlan> plans, Map<String, String> selector) {
    return plans.stream().filter(plan -> plan.isSelectedBy(selector)).toList();
  }

  /** How long its pods have from their deletion to SIGKILL. */
  public Duration grace() {
    return Duration.ofSeconds(template.getSpec().getTerminationGracePeriodSeconds());
  }

  /** The only container. */
  public Container container() {
    return template.getSpec().getContainers().get(0);
  }

  public Map<String, String> labels() {
    return template.getMetadata().getLabels();
  }

  /** Whether its pods have all these labels. */
  public boolean isSelectedBy(Map<String, String> selector) {
    return labels().entrySet().containsAll(selector.entrySet());
  }
}
