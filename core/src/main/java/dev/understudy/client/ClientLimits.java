package dev.understudy.client;

import dev.understudy.group.Limits;

/**
 * The bounds of one client (protocol section 11).
 *
 * @param inFlight calls sent and not answered; at most {@link #MOST_IN_FLIGHT}, and not more than
 *     the group keeps results for one session, or it refuses the rest for a while; default 4,096
 * @param pending calls, linearizable queries and stale queries, each of the three: submitted and
 *     not answered; default 65,536
 * @param pendingBytes their payloads, each of the three; default 64 MiB
 * @param payloadBytes one payload; default 1 MiB
 * @param batchBytes payloads in one message, unless a single one is larger; default 192 KiB, as
 *     much as a frame takes
 */
public record ClientLimits(
    int inFlight, int pending, long pendingBytes, int payloadBytes, int batchBytes) {

  public static final int MOST_IN_FLIGHT = 65_536;

  private static final int MIB = 1024 * 1024;

  public static final ClientLimits DEFAULT =
      new ClientLimits(4_096, 65_536, 64L * MIB, MIB, Limits.FRAME_BYTES);

  public ClientLimits {
    if (inFlight < 1
        || inFlight > MOST_IN_FLIGHT
        || pending < 1
        || pendingBytes < 1
        || payloadBytes < 1
        || batchBytes < 1) {
      throw new IllegalArgumentException(
          "every bound of a client is at least 1, in flight at most " + MOST_IN_FLIGHT);
    }
  }
}
