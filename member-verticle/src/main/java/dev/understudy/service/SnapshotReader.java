package dev.understudy.service;

import io.vertx.core.buffer.Buffer;

/**
 * Gives back what a {@link SnapshotWriter} took, in the same order. A read that does not fit what
 * was written ends in an {@link IllegalStateException} that says what is wrong, which the service
 * lets pass.
 */
public interface SnapshotReader {

  boolean readBoolean();

  int readInt();

  long readLong();

  double readDouble();

  String readString();

  Buffer readBuffer();

  /** Whether everything was read. */
  boolean isAtEnd();
}
