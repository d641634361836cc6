package dev.understudy.benchmarks.node;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.ThreadMXBean;
import io.vertx.core.json.JsonObject;
import java.lang.management.CompilationMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/**
 * What this process has allocated, and how long it stood still for its garbage collector: from the
 * JVM's own counters, which cost nothing while nobody asks.
 */
final class Figures {

  private final ThreadMXBean threads =
      ManagementFactory.getPlatformMXBean(com.sun.management.ThreadMXBean.class);
  private final CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
  private final List<GarbageCollectorMXBean> collectors =
      ManagementFactory.getGarbageCollectorMXBeans();
  private long pauses;
  private long pauseMillis;
  private long longestMillis;

  /** Counts from now on. */
  static Figures begin() {
    Figures figures = new Figures();
    for (GarbageCollectorMXBean collector : figures.collectors) {
      if (collector instanceof NotificationEmitter emitter) {
        emitter.addNotificationListener(
            (happened, mine) -> figures.collected(happened), null, null);
      }
    }
    return figures;
  }

  /**
   * {@code allocatedBytes} of the threads that live and {@code compileMillis} of the compilers,
   * since they began; {@code pauses}, {@code pauseMillis} and {@code longestPauseMillis} since the
   * last time this was asked.
   */
  synchronized JsonObject toJson() {
    long allocated =
        Arrays.stream(threads.getThreadAllocatedBytes(threads.getAllThreadIds()))
            .filter(bytes -> bytes > 0)
            .sum();
    JsonObject json =
        new JsonObject()
            .put("allocatedBytes", allocated)
            .put("compileMillis", compiler.getTotalCompilationTime())
            .put("pauses", pauses)
            .put("pauseMillis", pauseMillis)
            .put("longestPauseMillis", longestMillis)
            .put("collector", collectorNames());
    pauses = 0;
    pauseMillis = 0;
    longestMillis = 0;
    return json;
  }

  /** {@code heapBytes} that are in use after a collection. */
  JsonObject heap(JsonObject order) {
    System.gc();
    return new JsonObject()
        .put("heapBytes", ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
  }

  private String collectorNames() {
    return collectors.stream()
        .map(GarbageCollectorMXBean::getName)
        .collect(Collectors.joining(", "));
  }

  private synchronized void collected(Notification notification) {
    if (notification
            .getType()
            .equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)
        && notification.getUserData() instanceof CompositeData data) {
      long millis = GarbageCollectionNotificationInfo.from(data).getGcInfo().getDuration();
      pauses++;
      pauseMillis += millis;
      longestMillis = Math.max(longestMillis, millis);
    }
  }
}
