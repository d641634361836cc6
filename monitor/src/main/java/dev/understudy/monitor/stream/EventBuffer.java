package dev.understudy.monitor.stream;

import io.vertx.core.buffer.Buffer;
import java.util.Collection;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The latest events, numbered from 1 on. Bounded in events and bytes: the oldest go first. The
 * latest one is always kept, however long it is.
 */
public final class EventBuffer {

  private final String life;
  private final int mostEvents;
  private final long mostBytes;
  private final NavigableMap<Long, Kept> kept = new TreeMap<>();
  private long last;
  private long bytes;

  /**
   * An event as it is sent.
   *
   * @param text the lines of the stream that are this event, with its id
   */
  record Kept(long number, String group, String type, Buffer text) {}

  /**
   * An empty buffer.
   *
   * @param life of the gateway, the first half of every id
   */
  public EventBuffer(String life, int mostEvents, long mostBytes) {
    this.life = life;
    this.mostEvents = mostEvents;
    this.mostBytes = mostBytes;
  }

  /**
   * Takes an event.
   *
   * @param json on one line
   */
  void add(String group, String type, String json) {
    last++;
    Buffer text = Buffer.buffer("id: " + new EventId(life, last) + "\ndata: " + json + "\n\n");
    kept.put(last, new Kept(last, group, type, text));
    bytes += text.length();
    while (kept.size() > mostEvents || (bytes > mostBytes && kept.size() > 1)) {
      bytes -= kept.pollFirstEntry().getValue().text().length();
    }
  }

  String life() {
    return life;
  }

  /** The number of the oldest event that is kept; one more than the last if none is. */
  long first() {
    return kept.isEmpty() ? last + 1 : kept.firstKey();
  }

  /** The number of the newest event; 0 before the first. */
  long last() {
    return last;
  }

  /** What is kept of the events after that number. */
  Collection<Kept> after(long number) {
    return kept.tailMap(number, false).values();
  }
}
