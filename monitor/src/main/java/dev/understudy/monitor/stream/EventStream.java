package dev.understudy.monitor.stream;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.core.streams.WriteStream;

/**
 * One reader's way through the buffer. What it has not taken yet stays in the buffer and nowhere
 * else, so that a slow reader costs no memory; once something that it has not taken falls out of
 * the buffer, it is told so, and its stream ends.
 */
final class EventStream {

  /** Bytes that are written and not taken yet; more wait in the buffer. */
  private static final int WRITTEN_BYTES = 64 * 1024;

  /** Events are written together up to about so many bytes. */
  private static final int CHUNK_BYTES = 32 * 1024;

  /** A reader that takes nothing at all for so long is taken for gone. */
  static final long STALLED_MILLIS = 30_000;

  private final EventBuffer buffer;
  private final EventFilter filter;
  private final WriteStream<Buffer> reader;
  private final Runnable ended;
  private long place;
  private long end = Long.MAX_VALUE;
  private long takenAtMillis;
  private boolean closed;

  /**
   * A stream that has not begun.
   *
   * @param ended is run once, when nothing more is going to be written
   */
  EventStream(EventBuffer buffer, EventFilter filter, WriteStream<Buffer> reader, Runnable ended) {
    this.buffer = buffer;
    this.filter = filter;
    this.reader = reader;
    this.ended = ended;
  }

  /** Ends when all up to that event was written. */
  void endAt(long number) {
    end = number;
  }

  /** Says where it begins, what is missing if something is, and what is kept since then. */
  void begin(Start start, long heartbeatMillis, long nowMillis) {
    place = start.place();
    takenAtMillis = nowMillis;
    reader.setWriteQueueMaxSize(WRITTEN_BYTES);
    reader.exceptionHandler(broken -> close());
    reader.drainHandler(drained -> advance());
    JsonObject hello =
        new JsonObject()
            .put("stream", buffer.life())
            .put("first", buffer.first())
            .put("last", buffer.last())
            .put("heartbeatMillis", heartbeatMillis)
            .put("time", nowMillis);
    write(Buffer.buffer("retry: 1000\n").appendBuffer(named("hello", hello)));
    start.gap().ifPresent(gap -> write(named("gap", gap)));
    advance();
  }

  /** Writes what is there and can be taken. */
  void advance() {
    while (!closed && place < buffer.last()) {
      if (place + 1 < buffer.first()) {
        endAsTooSlow();
        return;
      }
      if (reader.writeQueueFull()) {
        return;
      }
      Buffer chunk = nextChunk();
      if (chunk.length() > 0) {
        write(chunk);
      }
    }
    if (!closed && place >= end) {
      closed = true;
      reader.end();
    }
  }

  /** Shows the reader, and whatever is between, that the stream lives; and finds who does not. */
  void beat(long nowMillis) {
    if (closed) {
      return;
    }
    if (!reader.writeQueueFull()) {
      takenAtMillis = nowMillis;
      JsonObject beat = new JsonObject().put("time", nowMillis).put("last", buffer.last());
      write(Buffer.buffer(": alive\n").appendBuffer(named("heartbeat", beat)));
    } else if (nowMillis - takenAtMillis >= STALLED_MILLIS) {
      endAsTooSlow();
    }
  }

  boolean isClosed() {
    return closed;
  }

  /** Writes nothing more. */
  void close() {
    if (!closed) {
      closed = true;
      ended.run();
    }
  }

  private Buffer nextChunk() {
    Buffer chunk = Buffer.buffer();
    for (EventBuffer.Kept event : buffer.after(place)) {
      place = event.number();
      if (filter.admits(event)) {
        chunk.appendBuffer(event.text());
      }
      if (chunk.length() >= CHUNK_BYTES) {
        break;
      }
    }
    return chunk;
  }

  private void endAsTooSlow() {
    JsonObject told =
        new JsonObject()
            .put("code", "overloaded")
            .put("message", "events were not taken in time; connect again with Last-Event-ID");
    write(named("slow", told));
    reader.end();
    close();
  }

  /** An event of the stream's own; its id is the place up to which all was written. */
  private Buffer named(String name, JsonObject data) {
    EventId id = new EventId(buffer.life(), place);
    return Buffer.buffer("event: " + name + "\nid: " + id + "\ndata: " + data.encode() + "\n\n");
  }

  private void write(Buffer text) {
    reader.write(text);
  }
}
