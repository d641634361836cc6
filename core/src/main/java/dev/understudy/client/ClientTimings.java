package dev.understudy.client;

/**
 * The durations of a client, all in milliseconds. Where there are two, the pause begins with the
 * first and doubles up to the second; up to a quarter is taken off by chance, so that clients do
 * not act in step.
 *
 * @param resend silence after which what was sent is sent again and the master is looked for;
 *     default 250
 * @param resendMost default 1000
 * @param search between two questions for the master; default 20
 * @param searchMost default 200
 * @param broadcast between two broadcasts for the master; default 50
 * @param broadcastMost default 1000
 * @param refusal after which what a server refused because it was overloaded is sent again; default
 *     20
 * @param refusalMost default 500
 * @param roster after which the servers for stale queries are asked for anew; default 5000
 * @param sessionIdle after which an unused session is given up in favour of a new one; to be well
 *     below the group's session expiry; default 300000
 */
public record ClientTimings(
    long resend,
    long resendMost,
    long search,
    long searchMost,
    long broadcast,
    long broadcastMost,
    long refusal,
    long refusalMost,
    long roster,
    long sessionIdle) {

  public static final ClientTimings DEFAULT =
      new ClientTimings(250, 1_000, 20, 200, 50, 1_000, 20, 500, 5_000, 300_000);

  public ClientTimings {
    if (resend < 1 || search < 1 || broadcast < 1 || refusal < 1 || roster < 1 || sessionIdle < 1) {
      throw new IllegalArgumentException("every duration of a client is at least 1");
    }
    if (resendMost < resend
        || searchMost < search
        || broadcastMost < broadcast
        || refusalMost < refusal) {
      throw new IllegalArgumentException("no pause of a client is longer than its longest");
    }
  }
}
