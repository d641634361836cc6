package dev.understudy.faults.client;

import java.util.Locale;

/** What a client knows about a call that has ended. */
public enum Outcome {
  /** It took effect, and this is its answer. */
  OK,
  /** It certainly had and will have no effect. */
  FAIL,
  /** It may take effect, at any time after its begin, or never. */
  UNKNOWN;

  /** Its name in records. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Outcome of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
