package dev.understudy.app.terminal;

import dev.understudy.app.ExitCode;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ends a command that goes on until Ctrl-C (or SIGTERM) in good order: tidies up and exits with 0.
 * Until it is closed.
 */
public final class Interruption implements AutoCloseable {

  private final AtomicBoolean over = new AtomicBoolean();
  private final Runnable tidyUp;
  private final Thread hook = new Thread(this::end, "interruption");

  private Interruption(Runnable tidyUp) {
    this.tidyUp = tidyUp;
  }

  /** Runs that once, if the process is told to end. */
  public static Interruption tidying(Runnable tidyUp) {
    Interruption interruption = new Interruption(tidyUp);
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  @Override
  public void close() {
    if (over.compareAndSet(false, true)) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // the process ends already, and the hook has found nothing to do
        over.set(true);
      }
    }
  }

  /** In the shutdown hook, whose exit code would otherwise be that of the signal. */
  private void end() {
    if (over.compareAndSet(false, true)) {
      tidyUp.run();
      Runtime.getRuntime().halt(ExitCode.OK);
    }
  }
}
