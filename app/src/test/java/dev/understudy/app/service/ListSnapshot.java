package dev.understudy.app.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.service.Service;
import dev.understudy.service.SnapshotReader;
import dev.understudy.service.SnapshotWriter;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.Queue;

/** A state as a list of values. */
final class ListSnapshot implements SnapshotWriter, SnapshotReader {

  private final Queue<Object> values = new ArrayDeque<>();

  /** Gives one service the state of another. */
  static void copy(Service from, Service to) {
    ListSnapshot snapshot = new ListSnapshot();
    from.snapshot(snapshot);
    to.restore(snapshot);
    assertThat(snapshot.isAtEnd()).isTrue();
  }

  @Override
  public SnapshotWriter writeBoolean(boolean value) {
    return write(value);
  }

  @Override
  public SnapshotWriter writeInt(int value) {
    return write(value);
  }

  @Override
  public SnapshotWriter writeLong(long value) {
    return write(value);
  }

  @Override
  public SnapshotWriter writeDouble(double value) {
    return write(value);
  }

  @Override
  public SnapshotWriter writeString(String value) {
    return write(value);
  }

  @Override
  public SnapshotWriter writeBuffer(Buffer value) {
    return write(value);
  }

  @Override
  public boolean readBoolean() {
    return (Boolean) values.remove();
  }

  @Override
  public int readInt() {
    return (Integer) values.remove();
  }

  @Override
  public long readLong() {
    return (Long) values.remove();
  }

  @Override
  public double readDouble() {
    return (Double) values.remove();
  }

  @Override
  public String readString() {
    return (String) values.remove();
  }

  @Override
  public Buffer readBuffer() {
    return (Buffer) values.remove();
  }

  @Override
  public boolean isAtEnd() {
    return values.isEmpty();
  }

  private ListSnapshot write(Object value) {
    values.add(value);
    return this;
  }
}
