package dev.understudy.kubernetes.manifest;

import java.util.Map;
import java.util.TreeMap;

/**
 * What Kubernetes gives to one pod.
 *
 * @param name {@code understudy-member-0}
 * @param ordinal of a pod of a StatefulSet, as a text; empty for others
 */
public record PodIdentity(String namespace, String name, String ordinal, String address) {

  private static final String ORDINAL_LABEL = "metadata.labels['apps.kubernetes.io/pod-index']";

  /** What the downward API tells the pod, by the path of the field. */
  Map<String, String> fields() {
    Map<String, String> fields = new TreeMap<>();
    fields.put("metadata.namespace", namespace);
    fields.put("metadata.name", name);
    fields.put("status.podIP", address);
    if (!ordinal.isEmpty()) {
      fields.put(ORDINAL_LABEL, ordinal);
    }
    return fields;
  }
}
