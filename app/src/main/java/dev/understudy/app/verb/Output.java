package dev.understudy.app.verb;

import dev.understudy.app.events.PlainText;
import dev.understudy.app.terminal.Progress;
import dev.understudy.app.terminal.Screen;
import dev.understudy.app.terminal.Screens;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import picocli.CommandLine.Help.Ansi;

/** Where a verb writes: text for people, or one JSON document. */
final class Output {

  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean json;
  private final Ansi ansi;
  private boolean ended;

  Output(PrintWriter out, PrintWriter err, boolean json, Ansi ansi) {
    this.out = out;
    this.err = err;
    this.json = json;
    this.ansi = ansi;
  }

  /** Whether a document is wanted, and no text. */
  boolean json() {
    return json;
  }

  void document(JsonObject document) {
    line(document.encode());
  }

  synchronized void line(String text) {
    if (!ended) {
      out.println(text);
      out.flush();
    }
  }

  /** What is not part of the answer, on standard error. */
  void notice(String text) {
    err.println("understudy: " + PlainText.of(text));
    err.flush();
  }

  /** Whether nobody takes what is written any more. */
  boolean isBroken() {
    return out.checkError();
  }

  /** Where pictures are shown. */
  Screen screen() {
    return json ? Screens.pages(out) : Screens.of(out);
  }

  /** Where it is shown what is waited for. */
  Progress progress() {
    return Progress.onError(err);
  }

  /** Lets no further line begin; what is being written is written. */
  synchronized void end() {
    ended = true;
    out.flush();
  }

  /** A line in which {@code style} (of picocli's markup) is laid on {@code text}. */
  String styled(String style, String text) {
    return ansi.string("@|" + style + " " + text + "|@");
  }

  void table(Table table) {
    table.lines().forEach(this::line);
  }
}
