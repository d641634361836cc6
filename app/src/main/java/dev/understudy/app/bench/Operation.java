package dev.understudy.app.bench;

/** What a client asks of a group in a benchmark. */
public enum Operation {
  WRITE("write"),
  /** Linearizable. */
  READ("read"),
  STALE_READ("stale-read"),
  /** A write through the HTTP gateway on the name server's node. */
  GATEWAY_WRITE("gateway-write");

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
