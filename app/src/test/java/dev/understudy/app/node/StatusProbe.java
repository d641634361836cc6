package dev.understudy.app.node;

import dev.understudy.app.CommandRun;
import io.vertx.core.json.JsonObject;
import java.util.function.Consumer;

/** Asks a gateway again and again how a group is, to see afterwards where the time went. */
final class StatusProbe implements AutoCloseable {

  private static final long PAUSE_MILLIS = 100;

  private final String group;
  private final String endpoint;
  private final Consumer<JsonObject> seen;
  private final Thread thread = new Thread(this::run, "probe");

  StatusProbe(String group, String endpoint, Consumer<JsonObject> seen) {
    this.group = group;
    this.endpoint = endpoint;
    this.seen = seen;
  }

  void start() {
    thread.start();
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private void run() {
    while (!Thread.currentThread().isInterrupted()) {
      CommandRun status = CommandRun.of("status", group, "--json", "--endpoint", endpoint);
      if (status.isOk()) {
        seen.accept(summary(new JsonObject(status.out())));
      }
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static JsonObject summary(JsonObject status) {
    JsonObject summary = new JsonObject().put("type", "status");
    for (Object one : status.getJsonArray("servers")) {
      JsonObject server = (JsonObject) one;
      summary.put(
          "server " + server.getValue("serverId"),
          server.getValue("role")
              + " "
              + server.getValue("epoch")
              + " has "
              + server.getValue("lastIndex")
              + ", committed "
              + server.getValue("commitIndex"));
    }
    return summary;
  }
}
