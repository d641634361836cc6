package dev.understudy.group;

import java.util.List;
import java.util.Objects;

/**
 * What all servers of a group must agree on before they talk (protocol section 3).
 *
 * @param group name: 1 to {@link #LONGEST_NAME} letters, digits, {@code -}, {@code _}, {@code .}
 * @param retention the ordered criteria by which duplicate masterships are corrected
 */
public record GroupConfiguration(
    String group,
    Membership membership,
    List<RetentionCriterion> retention,
    DivergedPolicy divergedPolicy,
    Timings timings,
    Limits limits) {

  public static final int LONGEST_NAME = 128;

  /** Masters a group should have; fixed until sharded groups exist. */
  public static final int DESIRED_MASTERS = 1;

  public GroupConfiguration {
    requireName(group);
    retention = List.copyOf(retention);
    if (retention.isEmpty()) {
      throw new IllegalArgumentException("at least one retention criterion");
    }
    Objects.requireNonNull(membership);
    if (membership.isConsistent() && retention.get(0) != RetentionCriterion.HIGHEST_EPOCH) {
      throw new IllegalArgumentException("a CONSISTENT group retains the highest epoch first");
    }
  }

  /** A group with the defaults of its mode. */
  public static GroupConfiguration of(String group, Membership membership) {
    return new GroupConfiguration(
        group,
        membership,
        defaultRetention(membership.mode()),
        DivergedPolicy.KEEP,
        Timings.DEFAULT,
        Limits.DEFAULT);
  }

  /** The criteria of protocol section 6. */
  public static List<RetentionCriterion> defaultRetention(Mode mode) {
    return mode == Mode.CONSISTENT
        ? List.of(RetentionCriterion.HIGHEST_EPOCH, RetentionCriterion.LOWEST_SERVER_ID)
        : List.of(RetentionCriterion.MOST_IN_SYNC, RetentionCriterion.LOWEST_SERVER_ID);
  }

  /** Whether this can be a group's name. */
  public static boolean isName(String group) {
    // read with every frame that names a group: a regular expression would be compiled each time
    boolean allowed = !group.isEmpty() && group.length() <= LONGEST_NAME;
    for (int i = 0; allowed && i < group.length(); i++) {
      char c = group.charAt(i);
      allowed =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '_'
              || c == '.'
              || c == '-';
    }
    return allowed;
  }

  public static void requireName(String group) {
    if (!isName(group)) {
      throw new IllegalArgumentException(
          "a group's name has 1 to " + LONGEST_NAME + " letters, digits, '-', '_' or '.'");
    }
  }

  public GroupConfiguration with(Timings changed) {
    return new GroupConfiguration(group, membership, retention, divergedPolicy, changed, limits);
  }

  public GroupConfiguration with(Limits changed) {
    return new GroupConfiguration(group, membership, retention, divergedPolicy, timings, changed);
  }

  public GroupConfiguration with(DivergedPolicy changed) {
    return new GroupConfiguration(group, membership, retention, changed, timings, limits);
  }

  public GroupConfiguration with(List<RetentionCriterion> changed) {
    return new GroupConfiguration(group, membership, changed, divergedPolicy, timings, limits);
  }

  /** What {@link #hash} is made of, for people: each part by name. */
  public List<String> essentials() {
    return List.of(
        "mode " + membership.mode().name(),
        "voters " + membership.voters(),
        "retention " + retention,
        "diverged records " + divergedPolicy.name(),
        "limits " + limits,
        "session millis " + timings.session());
  }

  /**
   * Equal on all servers that may talk to each other; names, not ordinals, so that it is stable. Of
   * the timings only the sessions' is in it: it decides what an entry does.
   */
  public long hash() {
    String text =
        group
            + '|'
            + membership.mode().name()
            + '|'
            + membership.voters()
            + '|'
            + retention
            + '|'
            + divergedPolicy.name()
            + '|'
            + limits
            + '|'
            + timings.session();
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }
}
