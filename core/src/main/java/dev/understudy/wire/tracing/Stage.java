package dev.understudy.wire.tracing;

import java.util.Locale;

/** A stage of a request's way. */
public enum Stage {
  /** At the client: from the first time it is sent to its result. */
  REQUEST,
  /** At the master: from its arrival to the result's leaving. */
  MASTER,
  /** At a backup: from the arrival of the entry to its acknowledgement. */
  BACKUP,
  /** At the master: from the entry's first leaving for a backup to the release of the result. */
  RELEASE;

  /** The name of its spans: {@code understudy.master}. */
  public String text() {
    return "understudy." + name().toLowerCase(Locale.ROOT);
  }
}
