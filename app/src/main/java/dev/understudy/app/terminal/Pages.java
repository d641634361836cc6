package dev.understudy.app.terminal;

import dev.understudy.app.Patience;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;

/** Pictures one below the other, with an empty line between them: for files and pipes. */
final class Pages implements Screen {

  private final PrintWriter out;
  private boolean closed;
  private boolean shown;

  Pages(PrintWriter out) {
    this.out = out;
  }

  @Override
  public int rows() {
    return Integer.MAX_VALUE;
  }

  @Override
  public synchronized void show(List<String> lines) {
    if (closed) {
      return;
    }
    if (shown) {
      out.println();
    }
    shown = true;
    lines.forEach(out::println);
    out.flush();
  }

  @Override
  public boolean rest(Duration most) {
    Patience.pause(most);
    return !out.checkError();
  }

  @Override
  public synchronized void close() {
    closed = true;
    out.flush();
  }
}
