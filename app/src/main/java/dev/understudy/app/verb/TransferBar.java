package dev.understudy.app.verb;

import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** How far a state is that a server fetches. */
final class TransferBar {

  private static final double MEBIBYTE = 1024.0 * 1024;

  private TransferBar() {}

  /** Like {@code [####------] 43 % of 512.0 MiB}; empty for a server that fetches none. */
  static String of(JsonObject server, int width) {
    if (!(server.getValue("totalStateBytes") instanceof Number all) || all.longValue() <= 0) {
      return "";
    }
    long received =
        server.getValue("receivedStateBytes") instanceof Number some ? some.longValue() : 0;
    double part = Math.min(1, received / (double) all.longValue());
    int full = (int) (part * width);
    return String.format(
        Locale.ROOT,
        "[%s%s] %d %% of %.1f MiB",
        "#".repeat(full),
        "-".repeat(width - full),
        (int) (100 * part),
        all.longValue() / MEBIBYTE);
  }
}
