package dev.understudy.benchmarks.measure;

import java.io.PrintWriter;
import java.util.function.Consumer;

/** Gives clusters to whoever measures, and sees to it that no process outlives this one. */
final class Benches {

  private final PrintWriter progress;

  Benches(PrintWriter progress) {
    this.progress = progress;
  }

  /** Has a cluster used, and ends it. Where that fails, the logs of its processes are kept. */
  void with(Layout layout, Consumer<Cluster> use) {
    Cluster cluster = new Cluster(layout);
    // whatever ends this process, the others end before it
    Thread end = new Thread(cluster::close, "end of the processes");
    Runtime.getRuntime().addShutdownHook(end);
    boolean good = false;
    try {
      use.accept(cluster);
      good = true;
    } finally {
      cluster.close();
      if (good) {
        cluster.removeLogs();
        Runtime.getRuntime().removeShutdownHook(end);
      } else {
        progress.println("logs of the processes: " + cluster.folder());
      }
    }
  }
}
