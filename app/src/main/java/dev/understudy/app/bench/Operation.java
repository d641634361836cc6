package dev.understudy.app.bench;

/** What a client asks of a group in a benchmark. */
public enum Operation {
  WRITE("write"),
  /** Linearizable. */
  READ("read"),
  STALE_READ("stale-read");

  private final String text;

  Operation(String text) {
    this.text = text;
  }

  /** As people write it. */
  @Override
  public String toString() {
    return text;
  }
}
