package dev.understudy.kubernetes.manifest;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** What is in this module's folder, each rendered once. */
final class Kustomizations {

  private static final Map<String, Manifests> RENDERED = new ConcurrentHashMap<>();

  private Kustomizations() {}

  /** All that is meant to be applied as it is, or with an image and a namespace of one's own. */
  static Stream<String> all() {
    return Stream.of(
        "base", "overlays/dev", "overlays/production", "overlays/two-site", "examples/own-service");
  }

  /** Renders one; skips the test where nothing can be rendered. */
  static Manifests rendered(String folder) {
    Optional<String> missing = Manifests.missing();
    assumeTrue(missing.isEmpty(), () -> missing.orElse(""));
    return RENDERED.computeIfAbsent(folder, name -> Manifests.render(Path.of(name)));
  }
}
