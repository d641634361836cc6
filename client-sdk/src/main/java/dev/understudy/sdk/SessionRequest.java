package dev.understudy.sdk;

import io.vertx.core.buffer.Buffer;

/**
 * A request whose session and sequence its caller chose, so that the caller can repeat it after a
 * crash of its own: whatever is sent under one session and sequence takes effect once, and gets the
 * first result as long as that is kept.
 *
 * @param session of {@link GroupClient#openSession}
 * @param sequence of the request in its session: ascending from 0, gaps allowed
 * @param acknowledgedBelow the results of all sequences below it need not be kept any longer; a
 *     request below it is refused as {@code invalid}
 * @param payload what the service is given
 */
public record SessionRequest(
    String session, long sequence, long acknowledgedBelow, Buffer payload) {

  /** Results kept where the caller does not say what it has: those of the latest 256 sequences. */
  public static final long KEPT_RESULTS = 256;

  public SessionRequest {
    if (sequence < 0 || acknowledgedBelow < 0 || acknowledgedBelow > sequence) {
      throw new IllegalArgumentException(
          "a sequence is not negative, nor below what is acknowledged");
    }
  }

  /** A request that lets go of results more than {@link #KEPT_RESULTS} sequences back. */
  public static SessionRequest of(String session, long sequence, Buffer payload) {
    return new SessionRequest(session, sequence, Math.max(0, sequence - KEPT_RESULTS), payload);
  }
}
