package dev.understudy.app.verb;

import dev.understudy.app.events.PlainText;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;

/** A look as lines: the groups, and below them the servers of each. */
final class TopView {

  private static final int BAR = 10;

  private final BinaryOperator<String> style;

  /**
   * Lines of one style.
   *
   * @param style lays its first argument, a style of picocli's markup, on its second
   */
  TopView(BinaryOperator<String> style) {
    this.style = style;
  }

  List<String> lines(Look look) {
    List<String> lines = new ArrayList<>(groups(look));
    for (GroupStatus status : look.statuses()) {
      lines.add("");
      lines.add(style.apply("bold", status.group()));
      lines.addAll(servers(status));
    }
    return lines;
  }

  private List<String> groups(Look look) {
    Table table =
        new Table(
            "GROUP",
            "MODE",
            "MASTER",
            "EPOCH",
            "MASTERS",
            "IN SYNC",
            "REQ/S",
            "P99 MS",
            "CONCERNS");
    for (JsonObject group : look.groups()) {
      table.row(
          text(group.getValue("group")),
          text(group.getValue("mode")),
          group.getValue("master"),
          text(group.getValue("epoch")),
          group.getValue("masters"),
          group.getValue("inSync") + "/" + group.getValue("servers"),
          rounded(group.getValue("requestsPerSecond")),
          rounded(group.getValue("p99Millis")),
          concerns(group));
    }
    List<String> lines = new ArrayList<>();
    List<String> plain = table.lines();
    lines.add(style.apply("bold", plain.get(0)));
    for (int i = 0; i < look.groups().size(); i++) {
      boolean well = concerns(look.groups().get(i)).isEmpty();
      lines.add(well ? plain.get(i + 1) : style.apply("red", plain.get(i + 1)));
    }
    return lines;
  }

  private List<String> servers(GroupStatus status) {
    Table table =
        new Table("  SERVER", "ROLE", "EPOCH", "LAST", "COMMIT", "LAG", "IN SYNC", "STATE");
    for (JsonObject server : status.servers()) {
      table.row(
          "  " + server.getValue("serverId"),
          text(server.getValue("role")),
          text(server.getValue("epoch")),
          server.getValue("lastIndex"),
          server.getValue("commitIndex"),
          lag(status, server),
          Boolean.TRUE.equals(server.getValue("inSync")) ? "yes" : "no",
          TransferBar.of(server, BAR));
    }
    List<String> lines = new ArrayList<>();
    List<String> plain = table.lines();
    lines.add(style.apply("faint", plain.get(0)));
    for (int i = 0; i < status.servers().size(); i++) {
      lines.add(styled(status.servers().get(i), plain.get(i + 1)));
    }
    return lines;
  }

  /**
   * How far a server is behind what is committed at the master that it follows; empty where that is
   * not known, and where several masters have each a history of their own.
   */
  private static Object lag(GroupStatus status, JsonObject server) {
    List<JsonObject> masters =
        status.servers().stream().filter(one -> "master".equals(one.getValue("role"))).toList();
    boolean follows =
        masters.size() == 1
            && Objects.equals(masters.get(0).getValue("epoch"), server.getValue("epoch"));
    return follows
            && masters.get(0).getValue("commitIndex") instanceof Number commit
            && server.getValue("lastIndex") instanceof Number last
        ? Math.max(0, commit.longValue() - last.longValue())
        : "";
  }

  private String styled(JsonObject server, String line) {
    if ("master".equals(server.getValue("role"))) {
      return style.apply("green", line);
    }
    return Boolean.TRUE.equals(server.getValue("inSync")) ? line : style.apply("yellow", line);
  }

  private static String concerns(JsonObject group) {
    return group.getJsonArray("concerns", new JsonArray()).stream()
        .map(TopView::text)
        .collect(Collectors.joining(", "));
  }

  private static String text(Object value) {
    return value == null ? "" : PlainText.of(String.valueOf(value));
  }

  private static Object rounded(Object value) {
    return value instanceof Number number
        ? String.format(Locale.ROOT, "%.1f", number.doubleValue())
        : "";
  }
}
