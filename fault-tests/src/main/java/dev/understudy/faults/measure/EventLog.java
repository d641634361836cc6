package dev.understudy.faults.measure;

import dev.understudy.faults.plan.Arena;
import dev.understudy.faults.plan.Setup;
import dev.understudy.faults.report.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What happened, from the logs of members and name servers. Their logs, and not the events on the
 * bus, since these are late while the cluster manager parts or merges.
 */
final class EventLog {

  /**
   * An event.
   *
   * @param nanos when, a reading of {@link System#nanoTime}, to the millisecond
   * @param byNameServer whether a name server tells it of a server, and not this of itself
   * @param server whom it is about
   * @param details as they were logged
   */
  record Event(long nanos, boolean byNameServer, int server, String type, String details) {

    /** A number among the details; 0 if it is not there. */
    long number(String name) {
      Matcher matcher = Pattern.compile("\\b" + Pattern.quote(name) + "=(\\d+)").matcher(details);
      return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    }
  }

  private static final Pattern EVENT =
      Pattern.compile("^(?:INFO|WARN) +(name server: )?[\\w-]+/(\\d+) ([a-z-]+) \\S+ \\{(.*)}$");

  private final List<Event> events = new ArrayList<>();

  /**
   * Reads all logs of an arena.
   *
   * @throws IllegalStateException if they tell nothing, because events are not logged
   */
  static EventLog of(Arena arena) throws IOException {
    EventLog log = new EventLog();
    Setup setup = arena.setup();
    List<Integer> hosts = new ArrayList<>(setup.memberHosts());
    hosts.addAll(setup.nameServerHosts());
    WallClock clock = WallClock.now();
    for (int host : hosts) {
      log.read(Files.readAllLines(arena.process(host).program().log()), clock);
    }
    if (log.events.isEmpty()) {
      throw new IllegalStateException("the logs tell no events; is UNDERSTUDY_LOG above INFO?");
    }
    return log;
  }

  /** Reads one log more; lines that tell no event are passed over. */
  EventLog read(List<String> lines, WallClock clock) {
    for (String line : lines) {
      LogLine.of(line).ifPresent(timed -> read(timed, clock));
    }
    return this;
  }

  /** What servers told of themselves in a span, of one type. */
  Stream<Event> own(Span span, String type) {
    return in(span, type).filter(event -> !event.byNameServer());
  }

  /** What name servers told in it, of one type. */
  Stream<Event> byNameServers(Span span, String type) {
    return in(span, type).filter(Event::byNameServer);
  }

  private Stream<Event> in(Span span, String type) {
    return events.stream()
        .filter(event -> event.type().equals(type) && span.contains(event.nanos()));
  }

  private void read(LogLine line, WallClock clock) {
    Matcher event = EVENT.matcher(line.text());
    if (event.matches()) {
      events.add(
          new Event(
              clock.nanos(line.millis()),
              event.group(1) != null,
              Integer.parseInt(event.group(2)),
              event.group(3),
              event.group(4)));
    }
  }
}
