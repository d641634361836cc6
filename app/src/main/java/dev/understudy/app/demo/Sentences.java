package dev.understudy.app.demo;

import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** Events in words. */
final class Sentences {

  /** Who did what. */
  record Sentence(String who, String what) {}

  private static final String NAME_SERVER = "name server";

  private Sentences() {}

  /** Empty for what would only distract. */
  static Optional<Sentence> of(JsonObject event) {
    String server = "server " + event.getValue("server");
    String epoch = ", epoch " + event.getValue("epoch");
    return Optional.ofNullable(
        switch (String.valueOf(event.getValue("type"))) {
          case "server-joined" -> new Sentence(server, "has joined the group");
          case "server-left" -> new Sentence(server, "has left the group");
          case "master-elected" ->
              new Sentence(server, "is MASTER by " + event.getValue("by") + epoch);
          case "master-stepped-down" -> new Sentence(server, "is master no more");
          case "mastership-registered" ->
              new Sentence(NAME_SERVER, "registers " + server + " as master" + epoch);
          case "registration-expired" ->
              new Sentence(
                  NAME_SERVER, "has not heard of " + server + "; its registration expires");
          case "duplicate-registration" ->
              new Sentence(
                  NAME_SERVER,
                  "DUPLICATE: sees more than one master; keeps server "
                      + event.getValue("retained")
                      + " against "
                      + event.getValue("superseded")
                      + ", and triggers the group");
          case "inconsistency-detected" ->
              new Sentence(server, "finds itself inconsistent: " + event.getValue("found"));
          case "server-aligned" ->
              new Sentence(
                  server, "recovery 1, alignment: follows server " + event.getValue("master"));
          case "synchronization-started" ->
              new Sentence(
                  server,
                  "recovery 2, synchronization: takes the state of server "
                      + event.getValue("from"));
          case "synchronization-completed" ->
              new Sentence(server, "recovery 3, state assignment: is a backup in sync");
          case "synchronization-failed" ->
              new Sentence(server, "synchronization failed: " + event.getValue("reason"));
          case "diverged" ->
              new Sentence(
                  server,
                  "hands "
                      + event.getValue("records")
                      + " diverged requests to server "
                      + event.getValue("to"));
          case "possible-loss", "digest-mismatch", "server-terminated", "diverged-dropped" ->
              new Sentence(server, event.getValue("type") + ": " + event.encode());
          default -> null;
        });
  }
}
