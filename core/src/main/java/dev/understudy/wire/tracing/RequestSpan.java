package dev.understudy.wire.tracing;

/**
 * A stage of a request that is over.
 *
 * @param server where it was; negative at a client
 * @param parentId of the span that it is part of; empty for that of the client
 * @param startNanos since 1970, by the clock of where it was
 * @param endNanos likewise
 */
public record RequestSpan(
    RequestTrace trace,
    Stage stage,
    String group,
    int server,
    String parentId,
    long sequence,
    long startNanos,
    long endNanos) {

  /** Its own id. */
  public String id() {
    return trace.spanId(stage, server);
  }
}
