package dev.understudy.client;

import dev.understudy.log.Bytes;
import dev.understudy.log.SessionId;

/**
 * A call under a session and sequence that its caller chose, who may repeat it also after a crash
 * of its own, with another client.
 *
 * @param acknowledgedBelow the caller needs no results of sequences below it any longer; at most
 *     {@code sequence}
 */
public record NamedCall(SessionId session, long sequence, long acknowledgedBelow, Bytes payload) {

  public NamedCall {
    if (acknowledgedBelow < 0 || acknowledgedBelow > sequence) {
      throw new IllegalArgumentException("acknowledged below must be 0 to " + sequence);
    }
  }
}
