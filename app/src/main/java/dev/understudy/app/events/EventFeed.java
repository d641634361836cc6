package dev.understudy.app.events;

import dev.understudy.app.ExitCode;
import dev.understudy.app.Failure;
import dev.understudy.app.Patience;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * The events of a cluster, one after the other, from a gateway's stream. Where one breaks off or
 * falls silent, another begins after the last event that was seen, at any gateway that can be
 * reached; how long one is looked for is bounded.
 */
public final class EventFeed implements AutoCloseable {

  private static final Duration PAUSE = Duration.ofMillis(500);

  /** Until the gateway has said how often its heart beats. */
  private static final Duration FIRST_SILENCE = Duration.ofSeconds(20);

  /** So many heartbeats have to be missed before a stream counts as dead. */
  private static final int BEATS = 3;

  private final Function<Optional<String>, InputStream> open;
  private final Duration patience;
  private Optional<Lines> lines = Optional.empty();
  private Optional<String> seen = Optional.empty();
  private Duration silence = FIRST_SILENCE;
  private boolean wasOpen;

  /**
   * A feed that opens its first stream when it is asked for something.
   *
   * @param open a stream of server-sent events, after the one with that id if one is given
   * @param patience how long a stream is looked for once there was one
   */
  public EventFeed(Function<Optional<String>, InputStream> open, Duration patience) {
    this.open = open;
    this.patience = patience;
  }

  /**
   * Waits for the next one.
   *
   * @throws Failure if no gateway can be reached, at first at once, later after the patience
   */
  public Told next() {
    while (true) {
      Lines now = lines.orElseGet(this::connect);
      Optional<ServerSentEvent> event = ServerSentEvent.read(now, silence);
      if (event.isEmpty()) {
        close();
        return now.hasEnded() ? new Told.Ended() : new Told.BrokeOff();
      }
      event.get().id().ifPresent(id -> seen = Optional.of(id));
      Optional<Told> told = told(event.get());
      if (told.isPresent()) {
        return told.get();
      }
    }
  }

  @Override
  public void close() {
    lines.ifPresent(Lines::close);
    lines = Optional.empty();
  }

  private Lines connect() {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      try {
        Lines opened = new Lines(open.apply(seen));
        lines = Optional.of(opened);
        wasOpen = true;
        return opened;
      } catch (Failure e) {
        boolean passes = e.exitCode() == ExitCode.UNREACHABLE || e.exitCode() == ExitCode.NO_ANSWER;
        if (!wasOpen || !passes || System.nanoTime() > deadline) {
          throw e;
        }
        Patience.pause(PAUSE);
      }
    }
  }

  private Optional<Told> told(ServerSentEvent event) {
    JsonObject data = json(event.data());
    if (event.name().equals("hello") && data.getValue("heartbeatMillis") instanceof Number beat) {
      silence = Duration.ofMillis(BEATS * beat.longValue());
    }
    return switch (event.name()) {
      case "message" -> Optional.of(new Told.Happened(data));
      case "gap" -> Optional.of(new Told.Missed(String.valueOf(data.getValue("reason"))));
      default -> Optional.empty();
    };
  }

  private static JsonObject json(String data) {
    try {
      return new JsonObject(data);
    } catch (DecodeException | ClassCastException e) {
      throw Failure.error("the gateway's events are not understood: is this Understudy?");
    }
  }
}
