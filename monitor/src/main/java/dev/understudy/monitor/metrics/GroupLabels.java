package dev.understudy.monitor.metrics;

import java.util.HashSet;
import java.util.Set;

/**
 * The groups that metrics tell apart. Bounded: what belongs to further ones counts for {@link
 * #OTHERS}. Only groups that exist, or did, are to be added: what is asked for, or told, by a name
 * that nobody knows counts for {@link #UNKNOWN}. Neither can be the name of a group.
 */
public final class GroupLabels {

  /** Groups over the bound. */
  public static final String OTHERS = "(others)";

  /** Groups that nobody knows. */
  public static final String UNKNOWN = "(unknown)";

  private final int most;
  private final Set<String> groups = new HashSet<>();

  /** Labels for so many groups. */
  public GroupLabels(int most) {
    this.most = most;
  }

  /** The label of a group that exists. */
  String of(String group) {
    if (groups.contains(group)) {
      return group;
    }
    if (groups.size() >= most) {
      return OTHERS;
    }
    groups.add(group);
    return group;
  }

  /** The label of a group that somebody named and that may not exist. */
  String ofAsked(String group) {
    return groups.contains(group) ? group : UNKNOWN;
  }
}
