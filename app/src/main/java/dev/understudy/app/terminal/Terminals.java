package dev.understudy.app.terminal;

import java.io.IOException;
import java.util.stream.Stream;
import org.jline.terminal.spi.SystemStream;
import org.jline.terminal.spi.TerminalProvider;

/** Whether a person sits before this process. */
final class Terminals {

  private Terminals() {}

  /** Whether these streams of the process all lead to a terminal that can do more than write. */
  static boolean are(SystemStream... streams) {
    if ("dumb".equals(System.getenv("TERM"))) {
      return false;
    }
    try {
      TerminalProvider system = TerminalProvider.load("exec");
      return Stream.of(streams).allMatch(system::isSystemStream);
    } catch (IOException e) {
      return false; // a platform without the programs that tell
    }
  }
}
