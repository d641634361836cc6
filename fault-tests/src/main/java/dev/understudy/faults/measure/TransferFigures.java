package dev.understudy.faults.measure;

import dev.understudy.faults.client.Recorded;
import dev.understudy.faults.report.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What it cost that one server took the whole state.
 *
 * @param bytes of the state
 * @param started when the server that joins asked for the state; empty if that was not seen
 * @param completed when it had it; likewise
 * @param failures attempts that were given up before
 * @param successors how many servers were elected meanwhile
 * @param contents of the state, before and after
 * @param before calls begun before it left, as long as all was quiet
 * @param during calls that were under way while the state was taken
 */
record TransferFigures(
    long bytes,
    OptionalLong started,
    OptionalLong completed,
    int failures,
    int successors,
    Contents contents,
    Side sender,
    Side receiver,
    Answered before,
    Answered during) {

  /**
   * What is known of one transfer but the calls.
   *
   * @param quiet a time before it in which nothing happened
   */
  record Transfer(
      long bytes,
      Span quiet,
      OptionalLong started,
      OptionalLong completed,
      int failures,
      int successors,
      Contents contents,
      Side sender,
      Side receiver) {}

  private static final double BYTES_A_MIB = 1024 * 1024;
  private static final double NANOS_A_SECOND = 1_000_000_000;

  /** With the calls of all clients. */
  static TransferFigures of(Transfer transfer, List<Recorded> calls) {
    boolean done = transfer.started().isPresent() && transfer.completed().isPresent();
    Answered all = new Answered(calls);
    return new TransferFigures(
        transfer.bytes(),
        transfer.started(),
        transfer.completed(),
        transfer.failures(),
        transfer.successors(),
        transfer.contents(),
        transfer.sender(),
        transfer.receiver(),
        all.begunIn(transfer.quiet()),
        done
            ? all.touching(
                new Span(transfer.started().getAsLong(), transfer.completed().getAsLong()))
            : new Answered(List.of()));
  }

  /** From the question for the state until it was in force. */
  OptionalLong took() {
    return started.isPresent() && completed.isPresent()
        ? OptionalLong.of(completed.getAsLong() - started.getAsLong())
        : OptionalLong.empty();
  }

  /** Over the whole time: writing, fetching and taking it. */
  OptionalDouble mebibytesPerSecond() {
    OptionalLong nanos = took();
    return nanos.isPresent() && nanos.getAsLong() > 0
        ? OptionalDouble.of(bytes / BYTES_A_MIB / (nanos.getAsLong() / NANOS_A_SECOND))
        : OptionalDouble.empty();
  }

  /** For people who wait. */
  String told() {
    return String.format(
        Locale.ROOT,
        "%.0f MiB/s, %d attempts given up, %d elections",
        mebibytesPerSecond().orElse(0),
        failures,
        successors);
  }

  /** Why it does not count; empty if it does. */
  List<String> doubts() {
    List<String> doubts = new ArrayList<>(contents.doubts());
    if (took().isEmpty()) {
      doubts.add("no state was taken");
    }
    if (took().isPresent() && receiver.heapNeeded().orElse(0) < bytes) {
      doubts.add("who joined has less in its heap than the state: it has not taken it");
    }
    if (sender.heapNeeded().orElse(0) < bytes) {
      doubts.add("the master has less in its heap than the state: it is not filled");
    }
    if (before.calls().isEmpty() || during.calls().isEmpty()) {
      doubts.add("nobody asked for anything before or during it");
    }
    return doubts;
  }
}
