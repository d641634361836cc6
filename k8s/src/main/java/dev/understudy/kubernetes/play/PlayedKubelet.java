package dev.understudy.kubernetes.play;

import dev.understudy.faults.lab.Host;
import dev.understudy.faults.lab.HostProcess;
import dev.understudy.faults.lab.Lab;
import dev.understudy.faults.lab.Program;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Probe;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The kubelet's probes. Those of liveness and readiness begin when that of the start has succeeded.
 */
final class PlayedKubelet {

  private static final int HEAP_MEBIBYTES = 48;
  private static final String STARTUP = "startup";
  private static final String LIVENESS = "liveness";
  private static final String READINESS = "readiness";

  private final HostProcess process;
  private final Map<String, PlayedPod> probed = new ConcurrentHashMap<>();
  private final Set<String> ready = ConcurrentHashMap.newKeySet();
  private final Set<String> started = ConcurrentHashMap.newKeySet();
  private final Set<String> wouldBeRestarted = ConcurrentHashMap.newKeySet();
  private final Consumer<String> changed;

  /**
   * Probes from a host.
   *
   * @param changed is told in words what became of a probe
   */
  PlayedKubelet(Lab lab, Host host, Path folder, Consumer<String> changed) {
    this.changed = changed;
    List<String> command = Program.java(HEAP_MEBIBYTES, KubeletProcess.class, List.of());
    process = lab.start(host, Program.of("kubelet", command, folder), this::heard);
  }

  /** The pod's container starts. */
  void probe(PlayedPod pod) {
    forget(pod);
    probed.put(pod.name(), pod);
    send(pod, STARTUP, pod.plan().container().getStartupProbe());
  }

  void forget(PlayedPod pod) {
    probed.remove(pod.name());
    for (String kind : List.of(STARTUP, LIVENESS, READINESS)) {
      process.send("stop " + pod.name() + " " + kind);
    }
    started.remove(pod.name());
    ready.remove(pod.name());
  }

  boolean hasStarted(String pod) {
    return started.contains(pod);
  }

  boolean isReady(String pod) {
    return ready.contains(pod);
  }

  /** Pods that a kubelet would have restarted for a probe that failed. */
  Set<String> wouldBeRestarted() {
    return Set.copyOf(wouldBeRestarted);
  }

  private void send(PlayedPod pod, String kind, Probe probe) {
    int port = pod.port(probe.getHttpGet().getPort().getStrVal());
    process.send(
        "probe %s %s http://%s:%d%s %d %d %d"
            .formatted(
                pod.name(),
                kind,
                pod.address(),
                port,
                probe.getHttpGet().getPath(),
                TimeUnit.SECONDS.toMillis(probe.getPeriodSeconds()),
                TimeUnit.SECONDS.toMillis(probe.getTimeoutSeconds()),
                probe.getFailureThreshold()));
  }

  private void heard(String line) {
    String[] words = line.split(" ", -1);
    boolean ok = words[0].equals("ok");
    PlayedPod pod = probed.get(words[1]);
    if (pod == null) {
      return;
    }
    if (words[2].equals(READINESS)) {
      if (ok) {
        ready.add(pod.name());
      } else {
        ready.remove(pod.name());
      }
      changed.accept(pod.name() + (ok ? " is ready" : " is unready"));
    } else if (!ok) {
      wouldBeRestarted.add(pod.name());
      changed.accept(pod.name() + " would be restarted: " + words[2] + " fails");
    } else if (words[2].equals(STARTUP)) {
      started.add(pod.name());
      process.send("stop " + pod.name() + " " + STARTUP);
      Container container = pod.plan().container();
      send(pod, LIVENESS, container.getLivenessProbe());
      send(pod, READINESS, container.getReadinessProbe());
      changed.accept(pod.name() + " has started");
    }
  }
}
