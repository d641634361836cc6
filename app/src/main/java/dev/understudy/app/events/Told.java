package dev.understudy.app.events;

import io.vertx.core.json.JsonObject;

/** What an {@link EventFeed} tells. */
public sealed interface Told {

  /** An event of the cluster. */
  record Happened(JsonObject event) implements Told {}

  /** The gateway has lost events that were to come here; {@code why} in its words. */
  record Missed(String why) implements Told {}

  /** The stream broke off, or fell silent; the next one is looked for. */
  record BrokeOff() implements Told {}

  /** The gateway has ended the stream, because that was asked for or because it goes. */
  record Ended() implements Told {}
}
