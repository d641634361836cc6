package dev.understudy.faults.measure;

import dev.understudy.faults.report.Span;
import java.util.OptionalLong;

/**
 * One process that left in good order and was started again.
 *
 * @param name of the process
 * @param exitCode of its former life
 * @param leaving from SIGTERM until it was gone
 * @param well when all was seen well again, itself included
 */
record Restart(String name, int exitCode, Span leaving, OptionalLong well) {

  /** Until all was well again; as long as it was waited for, if it was not. */
  Span time(long end) {
    return new Span(leaving.fromNanos(), well.orElse(end));
  }
}
