package dev.understudy.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the threads of a process have worked, by what they are for, in nanoseconds: from {@code
 * /proc/PID/task}, so that those count too that are not Java's. What a thread worked that has ended
 * is missing. Empty where the system does not tell.
 */
record ThreadTimes(Map<String, Long> nanos) {

  static final String COMPILERS = "compilers";

  private static final String OTHER = "other";

  static ThreadTimes of(long pid) {
    Map<String, Long> nanos = new TreeMap<>();
    try (Stream<Path> tasks = Files.list(Path.of("/proc", String.valueOf(pid), "task"))) {
      tasks.forEach(task -> add(task, nanos));
    } catch (IOException e) {
      return new ThreadTimes(Map.of());
    }
    return new ThreadTimes(nanos);
  }

  /** What each kind worked since {@code before}. */
  Map<String, Long> since(ThreadTimes before) {
    Map<String, Long> worked = new TreeMap<>();
    nanos.forEach(
        (kind, now) -> worked.put(kind, Math.max(0, now - before.nanos.getOrDefault(kind, 0L))));
    return worked;
  }

  private static void add(Path task, Map<String, Long> nanos) {
    try {
      String name = Files.readString(task.resolve("comm")).strip();
      String[] numbers = Files.readString(task.resolve("schedstat")).strip().split(" ", -1);
      nanos.merge(kind(name), Long.parseLong(numbers[0]), Long::sum);
    } catch (IOException e) {
      // it has ended since the folder was read: nothing more to add
      nanos.merge(OTHER, 0L, Long::sum);
    }
  }

  /** The system keeps the first fifteen characters of a thread's name. */
  private static String kind(String name) {
    if (name.startsWith("vert.x-eventloo")) {
      return "event loops";
    }
    if (name.startsWith("vert.x-")) {
      return "workers";
    }
    if (name.startsWith("hz.") || name.startsWith("hz-") || name.startsWith("ForkJoinPool")) {
      return "hazelcast";
    }
    if (name.startsWith("C1 ") || name.startsWith("C2 ") || name.startsWith("Sweeper")) {
      return COMPILERS;
    }
    return name.startsWith("G1 ") || name.startsWith("GC ") || name.startsWith("VM Thread")
        ? "collector"
        : OTHER;
  }
}
