package dev.understudy.app.terminal;

import dev.understudy.app.Failure;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;

/** The terminal of this process as a whole, given back as it was. {@code q} ends it. */
final class FullScreen implements Screen {

  private static final int ESCAPE_OR_END = 3;

  private final Terminal terminal;
  private final Attributes before;
  private final Display display;
  private boolean closed;

  private FullScreen(Terminal terminal) {
    this.terminal = terminal;
    before = terminal.enterRawMode();
    display = new Display(terminal, true);
    terminal.puts(Capability.enter_ca_mode);
    terminal.puts(Capability.cursor_invisible);
    terminal.flush();
  }

  static FullScreen open() {
    try {
      return new FullScreen(TerminalBuilder.builder().system(true).dumb(false).build());
    } catch (IOException | IllegalStateException e) {
      throw Failure.error("this terminal cannot be drawn on: " + e.getMessage());
    }
  }

  @Override
  public int rows() {
    return terminal.getHeight();
  }

  @Override
  public synchronized void show(List<String> lines) {
    if (closed) {
      return;
    }
    Size size = terminal.getSize();
    display.resize(size.getRows(), size.getColumns());
    List<AttributedString> shown =
        lines.stream()
            .limit(size.getRows())
            .map(line -> AttributedString.fromAnsi(line).columnSubSequence(0, size.getColumns()))
            .toList();
    display.update(shown, size.cursorPos(Math.max(0, shown.size() - 1), 0));
    terminal.flush();
  }

  @Override
  public boolean rest(Duration most) {
    try {
      int key = terminal.reader().read(most.toMillis());
      return key != 'q' && key != 'Q' && key != ESCAPE_OR_END && key != -1;
    } catch (IOException e) {
      return false; // the terminal has gone
    }
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      terminal.setAttributes(before);
      terminal.puts(Capability.cursor_visible);
      terminal.puts(Capability.exit_ca_mode);
      terminal.flush();
    }
  }
}
