package dev.understudy.faults.measure;

import dev.understudy.faults.lab.HostProcess;
import dev.understudy.faults.lab.Program;
import dev.understudy.faults.plan.Arena;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * When a server was in sync, by its own word, asked on its own side of every cut. Safe for use by
 * several threads.
 */
final class Readiness {

  private static final int HEAP_MEBIBYTES = 64;

  private final NavigableMap<Long, Boolean> changes = new TreeMap<>();

  /** Begins to ask the member on a host, from another host that is never cut off from it. */
  static Asked ask(Arena arena, int member, int from, Path folder) {
    Readiness readiness = new Readiness();
    List<String> command =
        Program.java(HEAP_MEBIBYTES, ReadinessProcess.class, List.of(arena.gateway(member)));
    Program program = Program.of("readiness", command, folder);
    return new Asked(readiness, arena.run(from, program, readiness::hear));
  }

  /** What is heard, and who tells it, to be ended. */
  record Asked(Readiness readiness, HostProcess process) {}

  /** A line of a {@link ReadinessProcess}. */
  synchronized void hear(String line) {
    String[] words = line.split(" ", -1);
    changes.put(Long.parseLong(words[0]), words[1].equals(ReadinessProcess.READY));
  }

  /** Whether the last that was heard until then is that it is not in sync. */
  synchronized boolean wasLostBy(long nanos) {
    Map.Entry<Long, Boolean> last = changes.floorEntry(nanos);
    return last != null && !last.getValue();
  }

  /** The first time since then at which it was heard to be in sync again. */
  synchronized OptionalLong regainedSince(long nanos) {
    return changes.tailMap(nanos, true).entrySet().stream()
        .filter(change -> change.getValue())
        .mapToLong(change -> change.getKey())
        .findFirst();
  }
}
