package dev.understudy.app.events;

import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** Events in words. */
public final class Sentences {

  /** Who did what. */
  public record Sentence(String who, String what) {}

  private static final String NAME_SERVER = "name server";

  private Sentences() {}

  /** Empty for what would only distract. */
  public static Optional<Sentence> of(JsonObject event) {
    return ofMastership(event).or(() -> ofRecovery(event));
  }

  private static Optional<Sentence> ofMastership(JsonObject event) {
    String server = "server " + event.getValue("server");
    String epoch = ", epoch " + event.getValue("epoch");
    return switch (type(event)) {
      case "server-joined" -> said(server, "has joined the group");
      case "server-left" -> said(server, "has left the group");
      case "master-elected" -> said(server, "is MASTER by " + event.getValue("by") + epoch);
      case "master-stepped-down" -> said(server, "is master no more: " + event.getValue("reason"));
      case "mastership-registered" ->
          said(NAME_SERVER, "registers " + server + " as master" + epoch);
      case "registration-expired" ->
          said(NAME_SERVER, "has not heard of " + server + "; its registration expires");
      case "duplicate-registration" ->
          said(
              NAME_SERVER,
              "DUPLICATE: sees more than one master; keeps server "
                  + event.getValue("retained")
                  + " against "
                  + event.getValue("superseded")
                  + ", and triggers the group");
      default -> Optional.empty();
    };
  }

  private static Optional<Sentence> ofRecovery(JsonObject event) {
    String server = "server " + event.getValue("server");
    return switch (type(event)) {
      case "inconsistency-detected" ->
          said(server, "finds itself inconsistent: " + event.getValue("found"));
      case "server-aligned" ->
          said(server, "recovery 1, alignment: follows server " + event.getValue("master"));
      case "synchronization-started" ->
          said(
              server,
              "recovery 2, synchronization: takes the state of server " + event.getValue("from"));
      case "synchronization-completed" ->
          said(server, "recovery 3, state assignment: is a backup in sync");
      case "synchronization-failed" ->
          said(server, "synchronization not possible yet: " + event.getValue("reason"));
      case "diverged" ->
          said(
              server,
              "hands "
                  + event.getValue("records")
                  + " diverged requests to server "
                  + event.getValue("to"));
      default -> ofTrouble(event, server);
    };
  }

  private static Optional<Sentence> ofTrouble(JsonObject event, String server) {
    return switch (type(event)) {
      case "possible-loss" -> said(server, "something may be lost: " + event.getValue("reason"));
      case "digest-mismatch" ->
          said(
              server,
              "has another state than server "
                  + event.getValue("differs")
                  + " at "
                  + event.getValue("index"));
      case "server-terminated" -> said(server, "TERMINATES: " + event.getValue("reason"));
      case "diverged-dropped" -> said(server, "drops a diverged request: " + event.encode());
      default -> Optional.empty();
    };
  }

  private static String type(JsonObject event) {
    return String.valueOf(event.getValue("type"));
  }

  private static Optional<Sentence> said(String who, String what) {
    return Optional.of(new Sentence(who, what));
  }
}
