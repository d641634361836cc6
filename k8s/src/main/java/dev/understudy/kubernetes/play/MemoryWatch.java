package dev.understudy.kubernetes.play;

import dev.understudy.faults.lab.HostProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Timer;
import java.util.TimerTask;
import java.util.TreeMap;

/**
 * The most memory that any pod of a workload had, in KiB: the resident memory of all processes in
 * it, looked at ten times a second. Pages of files that they share count for each of them.
 */
final class MemoryWatch implements AutoCloseable {

  private static final long PERIOD_MILLIS = 100;
  private static final String RESIDENT = "VmRSS:";

  private final Timer timer = new Timer("memory", true);
  private final Map<PlayedPod, List<HostProcess>> processes = new LinkedHashMap<>();
  private final Map<String, Long> most = new TreeMap<>();

  MemoryWatch() {
    timer.schedule(
        new TimerTask() {
          @Override
          public void run() {
            look();
          }
        },
        PERIOD_MILLIS,
        PERIOD_MILLIS);
  }

  /** One more process of a pod. */
  synchronized void watch(PlayedPod pod, HostProcess process) {
    processes.computeIfAbsent(pod, key -> new ArrayList<>()).add(process);
  }

  /** By workload. */
  synchronized Map<String, Long> most() {
    return new TreeMap<>(most);
  }

  @Override
  public void close() {
    timer.cancel();
  }

  private synchronized void look() {
    processes.values().forEach(list -> list.removeIf(process -> !process.isAlive()));
    processes.values().removeIf(List::isEmpty);
    processes.forEach(
        (pod, list) -> {
          long now = list.stream().mapToLong(process -> resident(process.pid())).sum();
          most.merge(pod.plan().workload(), now, Math::max);
        });
  }

  private static long resident(long pid) {
    return status(pid)
        .flatMap(lines -> lines.stream().filter(line -> line.startsWith(RESIDENT)).findFirst())
        .map(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .orElse(0L);
  }

  private static Optional<List<String>> status(long pid) {
    try {
      return Optional.of(Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status")));
    } catch (IOException e) {
      // it has just ended
      return Optional.empty();
    }
  }
}
