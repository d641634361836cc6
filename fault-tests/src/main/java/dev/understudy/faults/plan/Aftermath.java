package dev.understudy.faults.plan;

import dev.understudy.app.Patience;
import dev.understudy.faults.client.Transcript;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What has to be so when all faults are over, and what none of them explains, whoever caused it.
 */
public final class Aftermath {

  private static final Duration END = Duration.ofSeconds(10);

  /** All looks of so long find one master and all well in the end. */
  private static final Duration STEADY = Duration.ofSeconds(3);

  private Aftermath() {}

  /**
   * What is wrong if there is not one master: seen from outside, one look after the other; and also
   * where nobody looks: each server says by itself that it is the master, or not any more.
   */
  public static Optional<String> masters(Arena arena) {
    Chronicle chronicle = arena.chronicle();
    long now = System.nanoTime();
    if (!arena.hasMasters()
        || Patience.holdsWithin(
            END, () -> chronicle.reigning() == 1 && chronicle.isSteadySince(now, STEADY))) {
      return Optional.empty();
    }
    return Optional.of(
        chronicle.reigning() == 1
            ? "not well for " + STEADY.toSeconds() + " s on end, with one master, at the end"
            : chronicle.reigning() + " servers hold themselves for the master at the end");
  }

  /**
   * What clients, servers and processes did, in the whole run, that nothing explains; and why the
   * final state could not be read.
   *
   * @param asked for how long the clients were to ask
   */
  public static List<String> complaints(Arena arena, Duration asked) {
    List<String> complaints = new ArrayList<>(arena.clients().complaints(asked));
    complaints.addAll(arena.chronicle().complaints());
    complaints.addAll(arena.mishaps());
    arena.clients().transcripts().stream()
        .map(Transcript::auditFailure)
        .filter(failure -> !failure.isEmpty())
        .distinct()
        .forEach(failure -> complaints.add("reading the final state: " + failure));
    return complaints;
  }
}
