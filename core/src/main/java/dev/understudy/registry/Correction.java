package dev.understudy.registry;

import dev.understudy.group.Mode;
import dev.understudy.group.RetentionCriterion;
import java.util.Comparator;
import java.util.List;

/**
 * Which of several masterships is kept (protocol section 6, claims 17, 19, 30 and 49). The same
 * order on every name server and, through {@link #better}, in the direct comparison of two masters
 * (section 7), so that all who know the same registrations decide alike.
 *
 * <p>The order: the later generation, which an operator wanted; in AVAILABLE groups not empty
 * before empty; the group's criteria in their order; then always the higher epoch and the lower
 * server ID, so that it is total.
 */
public final class Correction {

  private static final Comparator<Registration> LATEST_GENERATION =
      Comparator.comparing((Registration r) -> r.epoch().generation()).reversed();

  private static final Comparator<Registration> NOT_EMPTY =
      Comparator.comparing(Registration::empty);

  private static final Comparator<Registration> MOST_IN_SYNC =
      Comparator.comparingInt((Registration r) -> r.inSync().servers().size()).reversed();

  private static final Comparator<Registration> HIGHEST_EPOCH =
      Comparator.comparing(Registration::epoch).reversed();

  private static final Comparator<Registration> HIGHEST_PRIORITY =
      Comparator.comparing(Registration::priority).reversed();

  private static final Comparator<Registration> LOWEST_SERVER_ID =
      Comparator.comparing(Registration::server);

  private static final Comparator<Registration> LATEST_OF_ONE_SERVER =
      Comparator.comparing(Registration::incarnation)
          .thenComparingLong(Registration::counter)
          .reversed();

  private Correction() {}

  /** The better registration first. */
  public static Comparator<Registration> comparator(Mode mode, List<RetentionCriterion> criteria) {
    Comparator<Registration> order = LATEST_GENERATION;
    if (mode == Mode.AVAILABLE) {
      order = order.thenComparing(NOT_EMPTY);
    }
    for (RetentionCriterion criterion : criteria) {
      order = order.thenComparing(comparator(criterion));
    }
    return order
        .thenComparing(HIGHEST_EPOCH)
        .thenComparing(LOWEST_SERVER_ID)
        .thenComparing(LATEST_OF_ONE_SERVER);
  }

  /**
   * Whether {@code a} is kept rather than {@code b}. If their policies differ, that of the lower
   * server ID decides, on both sides.
   */
  public static boolean better(Registration a, Registration b) {
    Registration.Policy policy = a.server().compareTo(b.server()) <= 0 ? a.lease() : b.lease();
    return comparator(policy.mode(), policy.retention()).compare(a, b) < 0;
  }

  private static Comparator<Registration> comparator(RetentionCriterion criterion) {
    return switch (criterion) {
      case MOST_IN_SYNC -> MOST_IN_SYNC;
      case HIGHEST_EPOCH -> HIGHEST_EPOCH;
      case HIGHEST_PRIORITY -> HIGHEST_PRIORITY;
      case LOWEST_SERVER_ID -> LOWEST_SERVER_ID;
    };
  }
}
