package dev.understudy.app.node;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Vert.x does when Hazelcast tells it that nodes came or went: one after the other, on a
 * thread of their own. It takes entries out of Hazelcast, and holds a lock meanwhile; where the
 * node that keeps them has gone, that takes 25 s for each node that was lost. Done where Hazelcast
 * tells of it, the next merge would wait for all of them.
 */
final class Notices {

  /**
   * More nodes than a cluster has. What is told beyond that is left to the look at the whole map.
   */
  private static final int MOST_WAITING = 1_024;

  private static final int IDLE_SECONDS = 10;
  private static final Logger LOG = LoggerFactory.getLogger(Notices.class);

  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          1,
          1,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(MOST_WAITING),
          Notices::daemon,
          new ThreadPoolExecutor.DiscardOldestPolicy());

  Notices() {
    thread.allowCoreThreadTimeOut(true);
  }

  /** Does it when all that was taken before is done; returns at once. */
  void take(Runnable notice) {
    thread.execute(
        () -> {
          try {
            notice.run();
          } catch (RuntimeException e) {
            // Hazelcast ends, or cannot say what it keeps
            LOG.debug("what the cluster told could not be done", e);
          }
        });
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "understudy-cluster");
    thread.setDaemon(true);
    return thread;
  }
}
