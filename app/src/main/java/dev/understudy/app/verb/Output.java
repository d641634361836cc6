package dev.understudy.app.verb;

import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import picocli.CommandLine.Help.Ansi;

/** Where a verb writes: text for people, or one JSON document. */
final class Output {

  private final PrintWriter out;
  private final boolean json;
  private final Ansi ansi;

  Output(PrintWriter out, boolean json, Ansi ansi) {
    this.out = out;
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

  void line(String text) {
    out.println(text);
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
