package dev.understudy.faults.plan;

import io.vertx.core.json.JsonObject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What servers told that no fault of these plans explains: states that differ, two lives of one
 * server, another configuration, a server that gave up. What the protocol allows, that a server
 * gives up since it cannot take a state over, is told all the same.
 */
final class Alarms {

  /** How the reason begins of a server that could not take its master's state over (section 7). */
  private static final String ALLOWED = "synchronization failed";

  private final Set<String> complaints = new LinkedHashSet<>();
  private final Set<String> remarks = new LinkedHashSet<>();

  /** Takes note of an event, as the server that it is about tells it. */
  void hear(JsonObject event) {
    String server = "server " + event.getValue("server");
    String type = event.getString("type", "");
    String reason = event.getString("reason", "");
    switch (type) {
      case "digest-mismatch" ->
          complaints.add(
              server + " says digest-mismatch: server " + event.getValue("differs") + " differs");
      case "duplicate-server" -> complaints.add(server + " says duplicate-server");
      case "configuration-refused" ->
          complaints.add(server + " says configuration-refused: " + reason);
      case "server-terminated" -> {
        String what = server + " says server-terminated: " + reason;
        (reason.startsWith(ALLOWED) ? remarks : complaints).add(what);
      }
      default -> {
        // this is how a group lives
      }
    }
  }

  /** What should not have been, in sentences. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  /** What may be, and should be known. */
  List<String> remarks() {
    return List.copyOf(remarks);
  }
}
