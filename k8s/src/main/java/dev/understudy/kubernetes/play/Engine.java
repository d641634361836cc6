package dev.understudy.kubernetes.play;

import dev.understudy.app.Failure;
import dev.understudy.faults.lab.Host;
import dev.understudy.faults.lab.HostProcess;
import dev.understudy.faults.lab.Lab;
import dev.understudy.faults.lab.Program;
import dev.understudy.kubernetes.image.Container;
import dev.understudy.kubernetes.image.Unpacked;
import dev.understudy.kubernetes.manifest.PodPlan;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Runs the containers of pods: the image, the user, volumes and environment of the manifests. There
 * is no limit of memory; Java is told that the machine has no more than the limit, and so makes its
 * heap as it would.
 */
final class Engine {

  private static final Duration COMMAND = Duration.ofSeconds(30);

  private final Lab lab;
  private final Unpacked image;
  private final Path resolver;
  private final Path folder;
  private final MemoryWatch memory = new MemoryWatch();
  private int executed;

  /**
   * An engine without containers.
   *
   * @param resolver what pods have as their {@code /etc/resolv.conf}
   * @param folder where logs go
   */
  Engine(Lab lab, Unpacked image, Path resolver, Path folder) {
    this.lab = lab;
    this.image = image;
    this.resolver = resolver;
    this.folder = folder;
  }

  /** The memory limit of a pod's container, in bytes. */
  static long limit(PodPlan plan) {
    return Optional.ofNullable(plan.container().getResources().getLimits().get("memory"))
        .orElseThrow(() -> Failure.error(plan.workload() + " has no limit of memory"))
        .getNumericalAmount()
        .longValueExact();
  }

  /** Starts the container of a pod that has none, and tells the pod with it. */
  PlayedPod start(PlayedPod pod) {
    List<String> words = new ArrayList<>(image.entryPoint());
    words.add(1, "-XX:MaxRAM=" + limit(pod.plan()));
    words.addAll(pod.start().arguments());
    HostProcess process = lab.start(pod.host(), program(pod, pod.name(), words), line -> {});
    PlayedPod running = pod.with(process);
    memory.watch(running, process);
    return running;
  }

  /**
   * Runs a command in a pod's container, as {@code kubectl exec} does.
   *
   * @return its exit code
   */
  int execute(PlayedPod pod, List<String> command, Consumer<String> lines) {
    return execute(pod, command, COMMAND, lines);
  }

  /**
   * Likewise, within another time; what takes longer is killed.
   *
   * @throws Failure if it does not end within that time
   */
  int execute(PlayedPod pod, List<String> command, Duration most, Consumer<String> lines) {
    String name = pod.name() + "-exec-" + nextNumber();
    HostProcess process = lab.start(pod.host(), program(pod, name, command), lines);
    memory.watch(pod, process);
    if (!process.await(most)) {
      process.kill();
      throw Failure.error(
          "%s does not end within %d s".formatted(String.join(" ", command), most.toSeconds()));
    }
    return process.exitCode().orElse(-1);
  }

  /** A node of a stranger, who has the image and an environment of their own. */
  HostProcess stranger(Host host, Map<String, String> environment, String role) {
    List<String> words = new ArrayList<>(image.entryPoint());
    words.add(role);
    List<String> command =
        new Container(image, image.config().getString("User"))
            .memory("/tmp", 16 << 20)
            .command(environment, words);
    return lab.start(host, Program.of("stranger", command, folder), line -> {});
  }

  /** Tells how much memory pods had at most, and what their limit is. */
  Map<String, Long> mostMemory() {
    return memory.most();
  }

  void close() {
    memory.close();
  }

  private synchronized int nextNumber() {
    executed++;
    return executed;
  }

  private Program program(PlayedPod pod, String name, List<String> words) {
    PodSecurityContext rights = pod.plan().template().getSpec().getSecurityContext();
    Container container =
        new Container(image, rights.getRunAsUser() + ":" + rights.getRunAsGroup())
            .named(pod.name())
            .file("/etc/resolv.conf", resolver)
            .file("/etc/hosts", hosts(pod));
    for (VolumeMount mount : pod.plan().container().getVolumeMounts()) {
      container.memory(mount.getMountPath(), size(pod, mount.getName()));
    }
    return Program.of(name, container.command(pod.start().environment(), words), folder);
  }

  /** All volumes are empty folders in memory here. */
  private static long size(PlayedPod pod, String name) {
    return pod.plan().template().getSpec().getVolumes().stream()
        .filter(volume -> volume.getName().equals(name))
        .map(Volume::getEmptyDir)
        .findFirst()
        .orElseThrow(() -> Failure.error("there is no volume " + name))
        .getSizeLimit()
        .getNumericalAmount()
        .longValueExact();
  }

  private Path hosts(PlayedPod pod) {
    try {
      Path file = folder.resolve(pod.name() + ".hosts");
      Files.writeString(file, "127.0.0.1 localhost\n" + pod.address() + " " + pod.name() + "\n");
      return file;
    } catch (IOException e) {
      throw Failure.error("cannot write the hosts of " + pod.name() + ": " + e.getMessage());
    }
  }
}
