package dev.understudy.server;

/** Stands still until it is moved. */
final class ManualClock implements Clock {

  long millis = 1_000;

  @Override
  public long nowMillis() {
    return millis;
  }

  @Override
  public long wallMillis() {
    return millis + 1_000_000;
  }
}
