package dev.understudy.faults.control;

import java.util.List;
import java.util.Locale;

/** What controls showed beside the real thing, for a terminal. */
final class ControlTable {

  private ControlTable() {}

  static String of(List<Showing> showings) {
    StringBuilder table =
        new StringBuilder(
            row("plan", "run", "several at the end/ms", "stays", "lost", "twice", "verdict"));
    for (Showing showing : showings) {
      boolean masters = !showing.data().masters().isEmpty();
      table.append(
          row(
              showing.data().mode() + " " + showing.data().plan().split(",", -1)[0],
              run(showing),
              masters ? showing.severalAtEndMillis() : "-",
              masters ? (showing.stays() ? "yes" : "no") : "-",
              showing.losses().lost(),
              showing.losses().duplicated(),
              showing.outcome()));
    }
    return table.toString();
  }

  private static String run(Showing showing) {
    return showing.control().map(control -> "without " + control.text()).orElse("as it is");
  }

  private static String row(Object... cells) {
    return String.format(Locale.ROOT, "%-29s %-32s %21s %5s %5s %5s  %s%n", cells);
  }
}
