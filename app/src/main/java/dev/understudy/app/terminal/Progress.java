package dev.understudy.app.terminal;

import dev.understudy.app.events.PlainText;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import org.jline.terminal.spi.SystemStream;

/**
 * A line that says what is waited for, drawn over itself and removed when something else is to be
 * written. Nothing at all where there is no terminal.
 */
public final class Progress {

  private static final String START_OF_LINE = "\r\u001b[K";
  private static final int WIDTH = 79;
  private static final int BAR = 20;
  private static final double MILLIS_PER_SECOND = 1_000;

  private final PrintWriter out;
  private final boolean visible;
  private boolean shown;

  Progress(PrintWriter out, boolean visible) {
    this.out = out;
    this.visible = visible;
  }

  /** On the standard output, which {@code out} leads to, if it is a terminal. */
  public static Progress onOutput(PrintWriter out) {
    return new Progress(out, Terminals.are(SystemStream.Output));
  }

  /** On the standard error, which {@code err} leads to, if it is a terminal. */
  public static Progress onError(PrintWriter err) {
    return new Progress(err, Terminals.are(SystemStream.Error));
  }

  /** Waiting for something, for so long so far. */
  public void waiting(String what, Duration passed, Duration most) {
    double part = most.isZero() ? 1 : Math.min(1, passed.toMillis() / (double) most.toMillis());
    int full = (int) (BAR * part);
    String time =
        String.format(
            Locale.ROOT, "%.1f s of %d s", passed.toMillis() / MILLIS_PER_SECOND, most.toSeconds());
    show("[" + "#".repeat(full) + "-".repeat(BAR - full) + "] " + time + " at most: " + what);
  }

  /** Shows that text in place of what was shown before. */
  public synchronized void show(String text) {
    if (visible) {
      String plain = PlainText.of(text);
      out.print(START_OF_LINE + plain.substring(0, Math.min(WIDTH, plain.length())));
      out.flush();
      shown = true;
    }
  }

  /** Makes room for a line of another kind. */
  public synchronized void clear() {
    if (shown) {
      out.print(START_OF_LINE);
      out.flush();
      shown = false;
    }
  }
}
