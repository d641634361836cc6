package dev.understudy.group;

/**
 * The durations of a group, all in milliseconds.
 *
 * @param heartbeat between two appends to a backup when nothing else is to be sent; default 50
 * @param failure silence after which a master or a quorum counts as lost; default 300
 * @param electionStep between the election timers of two ranks; default 40
 * @param electionWindow how long a candidate waits for answers; default 120
 * @param acknowledge AVAILABLE: after which a silent backup leaves the in-sync set; default 400
 * @param discovery AVAILABLE: after which a fresh server starts alone, or after three times as long
 *     if no name server answers; default 1500
 * @param handover within which the target of a hand-over must be elected; default 1000
 * @param check between two self-checks by timer; default 1000
 * @param renew between two renewals of a registration; default 100
 * @param lease after which a registration that was not renewed expires; default 1500
 * @param answer how long an answer of a name server or peer is awaited; default 200
 * @param retry between two tries of whatever was not answered; default 100
 * @param synchronization silence after which a state download is given up; default 2000
 * @param takeoverCooldown between two take-overs by priority, by entry clock; default 10000
 * @param session after which an unused session expires, by entry clock; default 600000
 */
public record Timings(
    long heartbeat,
    long failure,
    long electionStep,
    long electionWindow,
    long acknowledge,
    long discovery,
    long handover,
    long check,
    long renew,
    long lease,
    long answer,
    long retry,
    long synchronization,
    long takeoverCooldown,
    long session) {

  public static final Timings DEFAULT =
      new Timings(
          50, 300, 40, 120, 400, 1500, 1000, 1000, 100, 1500, 200, 100, 2000, 10_000, 600_000);

  public Timings {
    if (heartbeat < 1 || failure < 2 * heartbeat || check < 1 || renew < 1 || lease < renew) {
      throw new IllegalArgumentException(
          "timings: heartbeat, check, renew at least 1; failure at least 2 x heartbeat; lease at"
              + " least renew");
    }
  }
}
