package dev.understudy.kubernetes.play;

import dev.understudy.faults.lab.Host;
import dev.understudy.faults.lab.HostProcess;
import dev.understudy.faults.lab.Lab;
import dev.understudy.faults.lab.Program;
import io.fabric8.kubernetes.api.model.Probe;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Which pods are ready, by their probes. */
final class PlayedKubelet {

  private static final int HEAP_MEBIBYTES = 48;

  private final HostProcess process;
  private final Set<String> ready = ConcurrentHashMap.newKeySet();
  private final Consumer<String> changed;

  /**
   * Probes from a host.
   *
   * @param changed is told in words what became ready or unready
   */
  PlayedKubelet(Lab lab, Host host, Path folder, Consumer<String> changed) {
    this.changed = changed;
    List<String> command = Program.java(HEAP_MEBIBYTES, KubeletProcess.class, List.of());
    process = lab.start(host, Program.of("kubelet", command, folder), this::heard);
  }

  void probe(PlayedPod pod) {
    ready.remove(pod.name());
    Probe probe = pod.plan().container().getReadinessProbe();
    int port = pod.port(probe.getHttpGet().getPort().getStrVal());
    process.send(
        "probe %s http://%s:%d%s %d %d %d"
            .formatted(
                pod.name(),
                pod.address(),
                port,
                probe.getHttpGet().getPath(),
                TimeUnit.SECONDS.toMillis(probe.getPeriodSeconds()),
                TimeUnit.SECONDS.toMillis(probe.getTimeoutSeconds()),
                probe.getFailureThreshold()));
  }

  void forget(PlayedPod pod) {
    process.send("forget " + pod.name());
    ready.remove(pod.name());
  }

  boolean isReady(String pod) {
    return ready.contains(pod);
  }

  private void heard(String line) {
    String[] words = line.split(" ", 2);
    if (words[0].equals("ready")) {
      ready.add(words[1]);
    } else {
      ready.remove(words[1]);
    }
    changed.accept(words[1] + " is " + words[0]);
  }
}
