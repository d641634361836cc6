package dev.understudy.faults.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * When the server of a process synchronized, read from its log; its log and not its events, because
 * it may begin before it listens to those.
 */
final class TransferLog {

  private static final String STARTED = " synchronization-started ";
  private static final String COMPLETED = " synchronization-completed ";
  private static final String FAILED = " synchronization-failed ";

  private final List<LogLine> lines = new ArrayList<>();

  private TransferLog() {}

  static TransferLog of(List<String> log) {
    TransferLog transfers = new TransferLog();
    for (String line : log) {
      LogLine.of(line)
          .filter(timed -> timed.text().contains(" synchronization-"))
          .ifPresent(transfers.lines::add);
    }
    return transfers;
  }

  /** When the last synchronization began that was completed since then. */
  OptionalLong startedSince(long millis) {
    OptionalLong completed = completedSince(millis);
    return lines.stream()
        .filter(line -> line.text().contains(STARTED) && line.millis() >= millis)
        .mapToLong(LogLine::millis)
        .filter(started -> completed.isPresent() && started <= completed.getAsLong())
        .max();
  }

  /** When the first synchronization since then was completed. */
  OptionalLong completedSince(long millis) {
    return lines.stream()
        .filter(line -> line.text().contains(COMPLETED) && line.millis() >= millis)
        .mapToLong(LogLine::millis)
        .min();
  }

  /** How many attempts since then were given up, or failed. */
  int failuresSince(long millis) {
    return (int)
        lines.stream()
            .filter(line -> line.text().contains(FAILED) && line.millis() >= millis)
            .count();
  }
}
