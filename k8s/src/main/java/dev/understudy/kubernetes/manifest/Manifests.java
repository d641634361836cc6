package dev.understudy.kubernetes.manifest;

import dev.understudy.app.Failure;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The objects that a kustomization comes to, each of its type. */
public final class Manifests {

  private static final String KUBECTL = "kubectl";
  private static final long MOST_SECONDS = 60;

  private final List<HasMetadata> objects;

  private Manifests(List<HasMetadata> objects) {
    this.objects = List.copyOf(objects);
  }

  /** Why nothing can be rendered here: there is no {@code kubectl}. */
  public static Optional<String> missing() {
    boolean there =
        List.of(System.getenv().getOrDefault("PATH", "").split(":", -1)).stream()
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, KUBECTL)));
    return there ? Optional.empty() : Optional.of("kustomizations are rendered by kubectl");
  }

  /**
   * Renders a kustomization by {@code kubectl kustomize}, which needs no cluster.
   *
   * @throws Failure if it cannot be rendered, or has a field that its type does not have
   */
  public static Manifests render(Path kustomization) {
    try {
      Process process =
          new ProcessBuilder(KUBECTL, "kustomize", kustomization.toString())
              .redirectErrorStream(true)
              .start();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw Failure.error(kustomization + " cannot be rendered: " + text.strip());
      }
      return parse(text);
    } catch (IOException e) {
      throw Failure.error("cannot run kubectl: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.error("interrupted");
    }
  }

  /**
   * Reads YAML documents.
   *
   * @throws Failure if a kind is not known here, or a field not to its type
   */
  public static Manifests parse(String yaml) {
    return new Manifests(StrictYaml.parse(yaml));
  }

  public List<HasMetadata> all() {
    return objects;
  }

  /** All objects of a type. */
  public <T extends HasMetadata> List<T> all(Class<T> type) {
    List<T> found = new ArrayList<>();
    objects.stream().filter(type::isInstance).map(type::cast).forEach(found::add);
    return found;
  }

  /**
   * The object of that type and name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public <T extends HasMetadata> T one(Class<T> type, String name) {
    return all(type).stream()
        .filter(object -> object.getMetadata().getName().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("there is no " + type.getSimpleName() + " " + name));
  }
}
