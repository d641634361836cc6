package dev.understudy.wire;

import dev.understudy.group.Epoch;
import dev.understudy.group.InSync;
import dev.understudy.group.Incarnation;
import dev.understudy.group.Priority;
import dev.understudy.group.ServerId;
import dev.understudy.log.Bytes;
import dev.understudy.log.BytesWriter;
import dev.understudy.log.Digest;
import dev.understudy.log.EntryKey;
import dev.understudy.log.EntryWriter;
import dev.understudy.log.SessionId;
import java.util.List;
import java.util.function.Consumer;

/** Writes the values that frames consist of; {@link FrameReader} reads them in the same order. */
final class FrameWriter {

  private final BytesWriter out;
  private final EntryWriter entries;

  FrameWriter(int expectedBytes) {
    out = new BytesWriter(expectedBytes);
    entries = new EntryWriter(out);
  }

  EntryWriter entries() {
    return entries;
  }

  Bytes toBytes() {
    return out.toBytes();
  }

  /** One of a few: a magic number, a version, a kind. */
  FrameWriter kind(int value) {
    out.u8(value);
    return this;
  }

  FrameWriter flag(boolean value) {
    out.u8(value ? 1 : 0);
    return this;
  }

  /** A number that counts something; mostly small. */
  FrameWriter number(long value) {
    out.varint(value);
    return this;
  }

  /** A number that may be any, a random one or a hash. */
  FrameWriter word(long value) {
    out.i64(value);
    return this;
  }

  FrameWriter bytes(Bytes value) {
    out.bytes(value);
    return this;
  }

  FrameWriter text(String value) {
    out.text(value);
    return this;
  }

  FrameWriter server(ServerId value) {
    entries.server(value);
    return this;
  }

  FrameWriter incarnation(Incarnation value) {
    entries.incarnation(value);
    return this;
  }

  FrameWriter epoch(Epoch value) {
    entries.epoch(value);
    return this;
  }

  FrameWriter key(EntryKey value) {
    entries.key(value);
    return this;
  }

  FrameWriter session(SessionId value) {
    entries.session(value);
    return this;
  }

  FrameWriter digest(Digest value) {
    out.varint(value.index()).i64(value.value());
    return this;
  }

  FrameWriter inSync(InSync value) {
    entries.epoch(value.epoch());
    return number(value.number()).list(value.servers(), this::server);
  }

  FrameWriter priority(Priority value) {
    return list(value.values(), this::word);
  }

  /** A constant, by its place in a list that only ever grows at its end. */
  <E extends Enum<E>> FrameWriter constant(List<E> places, E value) {
    return kind(places.indexOf(value));
  }

  <T> FrameWriter list(List<T> values, Consumer<T> write) {
    out.varint(values.size());
    for (T value : values) {
      write.accept(value);
    }
    return this;
  }
}
