package dev.understudy.app.terminal;

import java.io.PrintWriter;
import org.jline.terminal.spi.SystemStream;

/** The screen for this process. */
public final class Screens {

  private Screens() {}

  /** The whole terminal, if this process has one and it can do more than write; else pages. */
  public static Screen of(PrintWriter out) {
    boolean terminal = Terminals.are(SystemStream.Input, SystemStream.Output);
    return terminal ? FullScreen.open() : pages(out);
  }

  /** Pages, wherever they go. */
  public static Screen pages(PrintWriter out) {
    return new Pages(out);
  }
}
