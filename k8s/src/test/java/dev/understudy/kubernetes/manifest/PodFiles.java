package dev.understudy.kubernetes.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** The files that pods have, under a folder in place of the root. */
final class PodFiles {

  private final Path root;

  PodFiles(Path folder) {
    this.root = folder.resolve("root");
  }

  /** A Secret as the page on Kubernetes has it made, wherever it is mounted. */
  void secret(Manifests manifests, String name) throws IOException {
    for (PodPlan plan : PodPlan.of(manifests)) {
      String volume =
          plan.template().getSpec().getVolumes().stream()
              .filter(one -> one.getSecret() != null)
              .filter(one -> one.getSecret().getSecretName().equals(name))
              .map(Volume::getName)
              .findFirst()
              .orElseThrow();
      String mount =
          plan.container().getVolumeMounts().stream()
              .filter(one -> one.getName().equals(volume))
              .map(VolumeMount::getMountPath)
              .findFirst()
              .orElseThrow();
      Path folder = Files.createDirectories(under(mount));
      for (String role : List.of("read", "request", "operate")) {
        Files.writeString(folder.resolve(role), "a-secret-for-those-who-" + role);
      }
    }
  }

  /** What the Dockerfile of an example adds to the image: a jar of the source that it compiles. */
  void image(Path example) throws IOException {
    List<String> copied =
        Files.readAllLines(example.resolve("Dockerfile")).stream()
            .filter(line -> line.startsWith("COPY --from=build"))
            .toList();
    assertThat(copied).hasSize(1);
    Path jar = under(copied.get(0).replaceFirst(".* ", ""));
    Files.createDirectories(jar.resolveSibling("classes"));
    Path classes = jar.resolveSibling("classes");
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                classes.toString(),
                example.resolve("Tickets.java").toString());
    assertThat(code).isZero();
    pack(classes, jar);
  }

  /** The same start, with its files where they are here. */
  ContainerStart found(ContainerStart start) {
    Map<String, String> paths = new LinkedHashMap<>();
    start
        .environment()
        .forEach(
            (name, value) -> {
              if (value.startsWith("/")) {
                assertThat(under(value)).as(name).exists();
                paths.put(name, under(value).toString());
              }
            });
    return start.with(paths);
  }

  private Path under(String path) {
    return root.resolve(path.substring(1));
  }

  private static void pack(Path classes, Path jar) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file);
        Stream<Path> all = Files.walk(classes)) {
      for (Path path : all.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(path).toString()));
        Files.copy(path, out);
        out.closeEntry();
      }
    }
  }
}
