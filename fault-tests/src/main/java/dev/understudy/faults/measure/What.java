package dev.understudy.faults.measure;

import dev.understudy.group.Mode;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** What can be measured. */
enum What {
  /** The master is cut off for ten seconds. */
  ISOLATE(20),
  /** Both sides of a partition go on. */
  SPLITS(5),
  /** The master stands still for a moment. */
  PAUSES(10),
  /** Everything is restarted, one after the other. */
  ROLLING(1),
  /** A server joins, and takes a large state. */
  TRANSFER(3);

  private final int times;

  What(int times) {
    this.times = times;
  }

  /** How often, if nobody says otherwise. */
  int times() {
    return times;
  }

  /** How often at most in one run; empty for any number. */
  OptionalInt mostTimes() {
    return this == SPLITS ? OptionalInt.of(Splitting.MOST_TIMES) : OptionalInt.empty();
  }

  /** The modes in which it means something. */
  List<Mode> modes() {
    return switch (this) {
      case ISOLATE, TRANSFER -> List.of(Mode.CONSISTENT);
      case SPLITS -> List.of(Mode.AVAILABLE);
      case PAUSES, ROLLING -> List.of(Mode.CONSISTENT, Mode.AVAILABLE);
    };
  }

  Measurement measurement() {
    return switch (this) {
      case ISOLATE -> new Isolating();
      case SPLITS -> new Splitting();
      case PAUSES -> new Pausing();
      case ROLLING -> new Rolling();
      case TRANSFER -> new Transferring();
    };
  }

  /** Its name on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
