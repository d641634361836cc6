package dev.understudy.app.verb;

import io.vertx.core.json.JsonObject;

/** Parts of event streams, as a gateway writes them. */
final class Streams {

  private Streams() {}

  static String hello(long last) {
    JsonObject hello = new JsonObject().put("last", last).put("heartbeatMillis", 5_000);
    return "retry: 1000\nevent: hello\nid: 5f3a-" + last + "\ndata: " + hello.encode() + "\n\n";
  }

  static String event(long number, JsonObject event) {
    return "id: 5f3a-" + number + "\ndata: " + event.encode() + "\n\n";
  }

  /** An event of the group kv. */
  static JsonObject of(String type, int server, long time) {
    return new JsonObject()
        .put("type", type)
        .put("group", "kv")
        .put("server", server)
        .put("epoch", "4/2")
        .put("time", time);
  }
}
