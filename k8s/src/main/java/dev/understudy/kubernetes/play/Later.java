package dev.understudy.kubernetes.play;

import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;

/** What Kubernetes does a while after a change, one thing after the other. */
final class Later implements AutoCloseable {

  private final Timer timer;

  Later(String name) {
    timer = new Timer(name, true);
  }

  void after(Duration lag, Runnable what) {
    timer.schedule(
        new TimerTask() {
          @Override
          public void run() {
            what.run();
          }
        },
        lag.toMillis());
  }

  @Override
  public void close() {
    timer.cancel();
  }
}
