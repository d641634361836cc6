package dev.understudy.monitor;

import java.util.Locale;

/** What somebody may do at a gateway. */
public enum AccessRole {
  /** See how groups are: status, events, diverged records, metrics. */
  READ,
  /** Have a group execute requests and answer queries, as an application does. */
  REQUEST,
  /**
   * Have servers check themselves, change the master and the diverged records, have drills; and
   * {@link #READ}.
   */
  OPERATE;

  /** Whether who has this role may do what {@code needed} stands for. */
  boolean includes(AccessRole needed) {
    return this == needed || (this == OPERATE && needed == READ);
  }

  /** The name in options and documents. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
