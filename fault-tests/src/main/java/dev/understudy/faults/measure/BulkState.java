package dev.understudy.faults.measure;

import dev.understudy.app.Patience;
import dev.understudy.faults.lab.HostProcess;
import dev.understudy.faults.lab.Program;
import dev.understudy.faults.plan.Arena;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The state of an arena's {@link BulkService}, filled and read by a process beside the observer,
 * through the gateway of the master.
 *
 * @param folder for what these processes log
 */
record BulkState(Arena arena, Path folder) {

  private static final int HEAP_MEBIBYTES = 64;
  private static final int TRIES = 3;
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration LOOK = Duration.ofMillis(50);

  /** Makes it that large. */
  void fill(int mebibytes) {
    if (ask("filled", List.of(String.valueOf(mebibytes))).orElse(-1) != mebibytes) {
      throw new IllegalStateException("the state could not be filled; see " + folder);
    }
  }

  /** Has every server read it; asks again where it is not answered, since that changes nothing. */
  long checksum() {
    OptionalLong read = OptionalLong.empty();
    for (int attempt = 0; attempt < TRIES && read.isEmpty(); attempt++) {
      read = ask("checksum", List.of());
    }
    return read.orElseThrow(() -> new IllegalStateException("nobody read it; see " + folder));
  }

  /** The number that a process says after a word; empty if it ends without it. */
  private OptionalLong ask(String word, List<String> what) {
    List<String> arguments = new ArrayList<>();
    arguments.add(arena.gateway(arena.masterHost()));
    arguments.add(arena.group());
    arguments.addAll(what);
    List<String> command = Program.java(HEAP_MEBIBYTES, BulkProcess.class, arguments);
    Queue<Long> said = new ConcurrentLinkedQueue<>();
    HostProcess process =
        arena.run(
            arena.setup().observer(),
            Program.of("bulk-" + word, command, folder),
            line -> {
              if (line.startsWith(word + " ")) {
                said.add(Long.parseLong(line.substring(word.length() + 1)));
              }
            });
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (process.isAlive() && System.nanoTime() < deadline) {
      Patience.pause(LOOK);
    }
    process.await();
    return said.isEmpty() ? OptionalLong.empty() : OptionalLong.of(said.remove());
  }
}
