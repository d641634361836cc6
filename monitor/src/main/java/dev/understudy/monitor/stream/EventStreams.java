package dev.understudy.monitor.stream;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * All readers of a gateway's events. Bounded: so many readers at once. To be used on one event loop
 * only.
 */
public final class EventStreams {

  private final EventBuffer buffer;
  private final int mostStreams;
  private final long heartbeatMillis;
  private final Set<EventStream> streams = new LinkedHashSet<>();

  /** Streams of a buffer. */
  public EventStreams(EventBuffer buffer, int mostStreams, long heartbeatMillis) {
    this.buffer = buffer;
    this.mostStreams = mostStreams;
    this.heartbeatMillis = heartbeatMillis;
  }

  /** Begins to send heartbeats. */
  public void start(Vertx vertx) {
    vertx.setPeriodic(heartbeatMillis, id -> beat());
  }

  /** Keeps an event, and passes it on. */
  public void add(String group, String type, String json) {
    buffer.add(group, type, json);
    List.copyOf(streams).forEach(EventStream::advance);
    forgetClosed();
  }

  /** Whether there are as many readers as there may be. */
  public boolean isFull() {
    return size() >= mostStreams;
  }

  /** How many readers there are. */
  public int size() {
    forgetClosed();
    return streams.size();
  }

  /**
   * A further reader.
   *
   * @param ended is run when its stream has ended, and may be so because it was too slow
   * @return what is to be run when the reader has gone
   */
  public Runnable open(WriteStream<Buffer> reader, Wanted wanted, Runnable ended) {
    Start start =
        wanted
            .seen()
            .map(id -> Start.after(id, buffer))
            .orElseGet(() -> start(wanted.everything()));
    EventStream stream = new EventStream(buffer, wanted.filter(), reader, ended);
    streams.add(stream);
    if (wanted.untilNow()) {
      stream.endAt(buffer.last());
    }
    stream.begin(start, heartbeatMillis, System.currentTimeMillis());
    return stream::close;
  }

  private Start start(boolean everything) {
    return everything ? Start.first(buffer) : Start.now(buffer);
  }

  private void beat() {
    long now = System.currentTimeMillis();
    List.copyOf(streams).forEach(stream -> stream.beat(now));
    forgetClosed();
  }

  private void forgetClosed() {
    streams.removeIf(EventStream::isClosed);
  }
}
