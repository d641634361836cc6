package dev.understudy.faults.measure;

import dev.understudy.faults.lab.HostProcess;
import dev.understudy.faults.report.Span;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** The memory and the log of one JVM of an arena, from now on. */
final class JvmWatch {

  private static final int HEAP_MEBIBYTES = 3 * 1024;
  private static final long COLLECTION_SECONDS = 60;

  private final HostProcess process;
  private final Path heapLog;
  private final ResidentWatch resident;
  private final WallClock clock = WallClock.now();

  private JvmWatch(HostProcess process, Path folder) {
    this.process = process;
    this.heapLog = folder.resolve("heap-" + process.pid() + ".log");
    this.resident = ResidentWatch.of(process.pid());
  }

  /** A JVM as users start it, with room for a large state, that tells of its collections. */
  static List<String> flags(Path folder) {
    return List.of(
        "-Xmx" + HEAP_MEBIBYTES + "m",
        "-Xlog:gc:file=" + folder.resolve("heap-%p.log") + ":time:filecount=0");
  }

  static JvmWatch of(HostProcess process, Path folder) {
    return new JvmWatch(process, folder);
  }

  /** Has a JVM collect all its garbage, and waits until it has. */
  static void collect(HostProcess process) throws IOException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process collection =
        new ProcessBuilder(jcmd.toString(), String.valueOf(process.pid()), "GC.run")
            .redirectErrorStream(true)
            .start();
    try {
      String said = new String(collection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!collection.waitFor(COLLECTION_SECONDS, TimeUnit.SECONDS)
          || collection.exitValue() != 0) {
        throw new IllegalStateException("no collection in " + process.pid() + ": " + said);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /**
   * What it took in a span, and afterwards. The last full collection before {@code collected} tells
   * what it needs. Stops looking at the process.
   */
  Side side(Span time, long collected) throws IOException {
    resident.close();
    HeapLog heap = HeapLog.of(Files.readAllLines(heapLog));
    long from = clock.wallMillis(time.fromNanos());
    long to = clock.wallMillis(time.toNanos());
    long now = System.nanoTime();
    return new Side(
        heap.afterLastFull(clock.wallMillis(collected)),
        heap.mostAfter(from, to),
        resident.most(time.fromNanos(), time.toNanos()),
        resident.most(now - TimeUnit.SECONDS.toNanos(1), now),
        heap.longestPause(from, to));
  }

  TransferLog transfers() throws IOException {
    return TransferLog.of(Files.readAllLines(process.program().log()));
  }

  long wallMillis(long nanos) {
    return clock.wallMillis(nanos);
  }

  OptionalLong nanos(OptionalLong wallMillis) {
    return wallMillis.isPresent()
        ? OptionalLong.of(clock.nanos(wallMillis.getAsLong()))
        : OptionalLong.empty();
  }
}
