package dev.understudy.service;

import io.vertx.core.buffer.Buffer;

/**
 * Takes the state of a service, value by value; {@link SnapshotReader} gives the values back in the
 * same order. A state over the group's limit, {@code stateBytes}, ends in an {@link
 * IllegalStateException}, which the service lets pass.
 */
public interface SnapshotWriter {

  SnapshotWriter writeBoolean(boolean value);

  SnapshotWriter writeInt(int value);

  SnapshotWriter writeLong(long value);

  SnapshotWriter writeDouble(double value);

  SnapshotWriter writeString(String value);

  SnapshotWriter writeBuffer(Buffer value);
}
