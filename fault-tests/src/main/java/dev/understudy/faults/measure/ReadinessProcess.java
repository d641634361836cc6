package dev.understudy.faults.measure;

import dev.understudy.app.Failure;
import dev.understudy.app.verb.Gateway;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks the gateway of one node all the time whether its server is in sync, and says on standard
 * output when that changes: the time, a reading of {@link System#nanoTime}, and {@code ready} or
 * {@code not}. It is ended by whoever started it.
 */
public final class ReadinessProcess {

  static final String READY = "ready";

  private static final long PAUSE_NANOS = 20_000_000;
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private ReadinessProcess() {}

  /** Argument: the gateway. */
  public static void main(String[] arguments) {
    Gateway gateway = new Gateway(List.of(URI.create(arguments[0])), PATIENCE);
    String before = "";
    while (!System.out.checkError()) {
      String now = isReady(gateway) ? READY : "not";
      if (!now.equals(before)) {
        System.out.println(System.nanoTime() + " " + now);
        before = now;
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private static boolean isReady(Gateway gateway) {
    try {
      gateway.get("/health/ready");
      return true;
    } catch (Failure e) {
      return false;
    }
  }
}
