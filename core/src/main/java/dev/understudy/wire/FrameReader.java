package dev.understudy.wire;

import dev.understudy.group.Epoch;
import dev.understudy.group.GroupConfiguration;
import dev.understudy.group.InSync;
import dev.understudy.group.Incarnation;
import dev.understudy.group.Priority;
import dev.understudy.group.ServerId;
import dev.understudy.log.Bytes;
import dev.understudy.log.BytesReader;
import dev.understudy.log.BytesReader.MalformedException;
import dev.understudy.log.Digest;
import dev.understudy.log.EntryKey;
import dev.understudy.log.EntryReader;
import dev.understudy.log.SessionId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Reads what {@link FrameWriter} wrote. Whatever the bytes are, a read ends with a value within its
 * bounds, with {@link MalformedException} or, where a record does not take the values, with {@link
 * IllegalArgumentException}; and it never takes more memory than a small multiple of the frame.
 */
final class FrameReader {

  /** Servers of one group. */
  static final int MOST_SERVERS = 64;

  private final BytesReader in;
  private final EntryReader entries;

  FrameReader(Bytes bytes, int mostPayloadBytes) {
    in = new BytesReader(bytes);
    entries = new EntryReader(in, mostPayloadBytes);
  }

  EntryReader entries() {
    return entries;
  }

  void requireEnd() {
    in.requireEnd();
  }

  int kind() {
    return in.u8();
  }

  boolean flag() {
    return entries.flag();
  }

  /** A number that is not negative. */
  long natural() {
    return entries.natural();
  }

  /** A number that is not negative and at most {@code most}. */
  int count(int most) {
    return in.count(most);
  }

  long number() {
    return in.varint();
  }

  long word() {
    return in.i64();
  }

  /** A payload, result or chunk: a slice of the frame. */
  Bytes payload() {
    return in.bytes(entries.mostBytes());
  }

  /** Bytes that only the frame itself bounds. */
  Bytes bytes() {
    return in.bytes(in.remaining());
  }

  /** Text of at most {@code most} bytes. */
  String text(int most) {
    return in.text(most);
  }

  String group() {
    String group = in.text(GroupConfiguration.LONGEST_NAME);
    GroupConfiguration.requireName(group);
    return group;
  }

  ServerId server() {
    return entries.server();
  }

  Incarnation incarnation() {
    return entries.incarnation();
  }

  Epoch epoch() {
    return entries.epoch();
  }

  EntryKey key() {
    return entries.key();
  }

  SessionId session() {
    return entries.session();
  }

  Digest digest() {
    return new Digest(natural(), word());
  }

  InSync inSync() {
    Epoch epoch = epoch();
    return new InSync(epoch, natural(), list(MOST_SERVERS, this::server));
  }

  Priority priority() {
    return new Priority(list(Priority.MOST_VALUES, this::word));
  }

  /** The constant that {@link FrameWriter#constant} wrote, by the same list. */
  <E extends Enum<E>> E constant(List<E> places) {
    int place = in.u8();
    if (place >= places.size()) {
      throw new MalformedException("a constant at place " + place);
    }
    return places.get(place);
  }

  /** At most {@code most} values, each of which takes at least one byte. */
  <T> List<T> list(int most, Supplier<T> read) {
    int size = in.count(Math.min(most, in.remaining()));
    if (size == 0) {
      return List.of();
    }
    List<T> values = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      values.add(read.get());
    }
    return values;
  }

  static MalformedException unknownKind(String of, int kind) {
    return new MalformedException(of + " of kind " + kind);
  }
}
