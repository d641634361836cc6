package dev.understudy.faults.client;

import java.util.Locale;

/** What a call asks for. */
public enum Kind {
  /** The value of a key: a query. */
  GET,
  /** Writes a value; answered with the one before. */
  PUT,
  /** Writes a value if the key has the expected one; answered with whether it did. */
  CAS,
  /** Adds 1 to a counter; answered with the sum. */
  ADD;

  /** Its name in records. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Kind of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
