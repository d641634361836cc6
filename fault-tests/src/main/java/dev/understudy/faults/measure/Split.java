package dev.understudy.faults.measure;

import dev.understudy.faults.report.Span;
import java.util.OptionalLong;

/**
 * One partition into two sides, each with a name server and clients.
 *
 * @param lone the server that was alone on its side
 * @param cut from the order to cut until nothing crossed any more
 * @param heal likewise
 * @param seen when a name server first told of both masters; empty if it did not have to
 * @param oneMaster when the last server but one stepped down; empty if none did
 * @param well when the observer found all in sync
 * @param diverged records that losers handed over
 */
record Split(
    int lone,
    Span cut,
    Span heal,
    OptionalLong seen,
    OptionalLong oneMaster,
    OptionalLong well,
    long diverged) {

  /** The time in which nothing crossed. */
  Span time() {
    long begin = cut.toNanos();
    long end = heal.fromNanos();
    return new Span(begin, end);
  }

  /** From the heal until a name server saw both masters. */
  OptionalLong untilSeen() {
    return between(OptionalLong.of(heal.fromNanos()), seen);
  }

  /** From the heal until one master was left. */
  OptionalLong untilOneMaster() {
    return between(OptionalLong.of(heal.fromNanos()), oneMaster);
  }

  /** From when a name server saw both until one was left; not known if it saw that too late. */
  OptionalLong fromSeenUntilOneMaster() {
    boolean late =
        seen.isPresent() && oneMaster.isPresent() && seen.getAsLong() > oneMaster.getAsLong();
    return late ? OptionalLong.empty() : between(seen, oneMaster);
  }

  /** From the heal until all were in sync. */
  OptionalLong untilInSync() {
    return between(OptionalLong.of(heal.fromNanos()), well);
  }

  /** From when one master was left until all were in sync. */
  OptionalLong fromOneMasterUntilInSync() {
    return between(oneMaster, well);
  }

  private static OptionalLong between(OptionalLong from, OptionalLong to) {
    return from.isPresent() && to.isPresent()
        ? OptionalLong.of(Math.max(0, to.getAsLong() - from.getAsLong()))
        : OptionalLong.empty();
  }
}
