package dev.understudy.app.events;

import dev.understudy.app.events.Sentences.Sentence;
import dev.understudy.group.EventType;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An event as a line for people: when, in which group, who, what. */
public final class EventLine {

  private static final int GROUP_WIDTH = 12;
  private static final int WHO_WIDTH = 12;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);
  private static final List<String> GENERAL = List.of("type", "group", "server", "epoch", "time");
  private static final List<String> MASTERSHIP =
      List.of("master-elected", "takeover-completed", "synchronization-completed");

  private final ZoneId zone;
  private final boolean withGroup;
  private final BinaryOperator<String> style;

  /**
   * Lines of one kind.
   *
   * @param withGroup whether the group is named in each
   * @param style lays its first argument, a style of picocli's markup, on its second
   */
  public EventLine(ZoneId zone, boolean withGroup, BinaryOperator<String> style) {
    this.zone = zone;
    this.withGroup = withGroup;
    this.style = style;
  }

  /** The line of an event that is worth one; others are how a healthy group lives. */
  public Optional<String> worthTelling(JsonObject event) {
    return Sentences.of(event).map(sentence -> line(event, sentence));
  }

  /** The line of any event. */
  public String of(JsonObject event) {
    return worthTelling(event).orElseGet(() -> line(event, plain(event)));
  }

  private String line(JsonObject event, Sentence sentence) {
    String group = withGroup ? padded(text(event, "group"), GROUP_WIDTH) + "  " : "";
    String who = padded(PlainText.of(sentence.who()), WHO_WIDTH);
    String what = style.apply(style(text(event, "type")), PlainText.of(sentence.what()));
    return time(event) + "  " + group + who + "  " + what;
  }

  private String time(JsonObject event) {
    return event.getValue("time") instanceof Number millis
        ? TIME.format(Instant.ofEpochMilli(millis.longValue()).atZone(zone))
        : " ".repeat("HH:mm:ss.SSS".length());
  }

  /** What an event without words of its own carries, as it stands. */
  private static Sentence plain(JsonObject event) {
    Stream<String> details =
        event.fieldNames().stream()
            .filter(name -> !GENERAL.contains(name))
            .map(name -> name + "=" + event.getValue(name));
    String what = text(event, "type") + " " + details.collect(Collectors.joining(", "));
    Object server = event.getValue("server");
    return new Sentence(server == null ? "name server" : "server " + server, what.strip());
  }

  private static String style(String type) {
    boolean alarming =
        Stream.of(EventType.values()).anyMatch(one -> one.isAlarming() && one.text().equals(type));
    if (alarming) {
      return "bold,red";
    }
    if (MASTERSHIP.contains(type)) {
      return "green";
    }
    return type.equals("check-completed") ? "faint" : "yellow";
  }

  private static String text(JsonObject event, String name) {
    return PlainText.of(String.valueOf(event.getValue(name)));
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
