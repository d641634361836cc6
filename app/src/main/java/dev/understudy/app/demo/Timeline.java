package dev.understudy.app.demo;

import dev.understudy.app.Patience;
import dev.understudy.app.events.Sentences;
import dev.understudy.app.terminal.Progress;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Help.Ansi;

/** Tells what happens, when and to whom, one line each; and keeps the cluster's events. */
final class Timeline {

  private static final int NAME_WIDTH = 12;

  private final PrintWriter out;
  private final Ansi ansi;
  private final Progress progress;
  private final long startMillis = System.currentTimeMillis();
  private final List<JsonObject> events = new ArrayList<>();
  private final Set<String> toldInThisAct = new HashSet<>();

  Timeline(PrintWriter out, Ansi ansi) {
    this.out = out;
    this.ansi = ansi;
    progress = Progress.onOutput(out);
  }

  /** A new act of the play. */
  synchronized void act(String title) {
    toldInThisAct.clear();
    progress.clear();
    out.println();
    out.println(ansi.string("@|bold " + title + "|@"));
    out.flush();
  }

  /** Something that the demo or its clients did or saw. */
  synchronized void say(String who, String what) {
    line(System.currentTimeMillis(), who, what);
  }

  /** Something that the cluster told; what it tells again in one act is not repeated. */
  synchronized void happened(JsonObject event) {
    events.add(event);
    Sentences.of(event)
        .filter(sentence -> toldInThisAct.add(sentence.who() + sentence.what()))
        .ifPresent(sentence -> line(event.getLong("time", 0L), sentence.who(), sentence.what()));
  }

  /**
   * Waits until it is so, and shows meanwhile that it does.
   *
   * @throws dev.understudy.app.Failure if it is not so in time
   */
  void await(String what, Duration most, BooleanSupplier so) {
    Patience.await(what, most, so, passed -> waiting(what, passed, most));
    stopWaiting();
  }

  /** How many events there were, to count from. */
  synchronized int mark() {
    return events.size();
  }

  /** The events of a type since a mark. */
  synchronized List<JsonObject> since(int mark, String type) {
    return events.subList(mark, events.size()).stream()
        .filter(event -> type.equals(event.getValue("type")))
        .toList();
  }

  private synchronized void waiting(String what, Duration passed, Duration most) {
    progress.waiting(what, passed, most);
  }

  private synchronized void stopWaiting() {
    progress.clear();
  }

  private void line(long atMillis, String who, String what) {
    double seconds = Math.max(0, atMillis - startMillis) / 1000.0;
    progress.clear();
    String name = who + " ".repeat(Math.max(0, NAME_WIDTH - who.length()));
    out.println(
        String.format(Locale.ROOT, "%8.3f s  ", seconds)
            + ansi.string("@|" + style(who) + " " + name + "|@")
            + "  "
            + what);
    out.flush();
  }

  private static String style(String who) {
    return switch (who) {
      case "demo" -> "yellow";
      case "client" -> "cyan";
      case "name server" -> "magenta";
      default -> "green";
    };
  }
}
