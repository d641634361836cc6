package dev.understudy.kubernetes.manifest;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the kubelet starts a container: arguments and environment, with everything put in that they
 * refer to.
 *
 * @param arguments for the image's entry point
 * @param environment without that of the image
 */
public record ContainerStart(List<String> arguments, Map<String, String> environment) {

  private static final Pattern REFERENCE = Pattern.compile("\\$\\(([A-Za-z0-9_]+)\\)");

  /**
   * The start of a pod's container.
   *
   * @throws IllegalArgumentException if it refers to something that is not there
   */
  public static ContainerStart of(Manifests manifests, PodPlan plan, PodIdentity pod) {
    Container container = plan.container();
    Map<String, String> environment = new LinkedHashMap<>();
    for (EnvFromSource source : container.getEnvFrom()) {
      String name = source.getConfigMapRef().getName();
      environment.putAll(manifests.one(ConfigMap.class, name).getData());
    }
    for (EnvVar variable : container.getEnv()) {
      environment.put(variable.getName(), value(variable, pod, environment));
    }
    List<String> arguments =
        container.getArgs().stream().map(text -> expanded(text, environment)).toList();
    return new ContainerStart(arguments, environment);
  }

  /** The same with other values of some variables. */
  public ContainerStart with(Map<String, String> other) {
    Map<String, String> variables = new LinkedHashMap<>(environment);
    variables.putAll(other);
    return new ContainerStart(arguments, variables);
  }

  private static String value(EnvVar variable, PodIdentity pod, Map<String, String> before) {
    if (variable.getValueFrom() == null) {
      return expanded(variable.getValue(), before);
    }
    String path = variable.getValueFrom().getFieldRef().getFieldPath();
    String value = pod.fields().get(path);
    if (value == null) {
      throw new IllegalArgumentException(pod.name() + " has no " + path);
    }
    return value;
  }

  /**
   * A variable that is not defined before stays as it stands in Kubernetes; here it is an error.
   */
  private static String expanded(String text, Map<String, String> variables) {
    Matcher reference = REFERENCE.matcher(text);
    return reference.replaceAll(
        found -> {
          String value = variables.get(found.group(1));
          if (value == null) {
            throw new IllegalArgumentException("nothing defines " + found.group());
          }
          return Matcher.quoteReplacement(value);
        });
  }
}
