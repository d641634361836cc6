package dev.understudy.faults.report;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.IntPredicate;
import java.util.stream.LongStream;

/** How long there was no master, how long there were several, and how long it took to mend. */
public final class Spans {

  private Spans() {}

  /** When no server held itself for the master, inside a window; in order, without touching. */
  public static List<Span> withoutMaster(List<MasterSpan> masters, Span window) {
    return where(masters, window, count -> count == 0);
  }

  /**
   * When two or more servers held themselves for the master, inside a window; in order, without
   * touching. One server in two epochs at once is one master.
   */
  public static List<Span> withSeveral(List<MasterSpan> masters, Span window) {
    return where(masters, window, count -> count > 1);
  }

  /**
   * How long two or more servers have held themselves for the master when a window ends; 0 if they
   * do not then.
   */
  public static long severalAtEnd(List<MasterSpan> masters, Span window) {
    List<Span> several = withSeveral(masters, window);
    int last = several.size() - 1;
    boolean stays = last >= 0 && several.get(last).toNanos() == window.toNanos();
    return stays ? several.get(last).nanos() : 0;
  }

  /**
   * From the end of a fault to the first moment after it at which every server was consistent;
   * empty if none was seen. Further faults may lie between.
   */
  public static OptionalLong untilConsistent(FaultSpan fault, List<Moment> consistent) {
    return consistent.stream()
        .mapToLong(Moment::nanos)
        .filter(nanos -> nanos >= fault.toNanos())
        .map(nanos -> nanos - fault.toNanos())
        .min();
  }

  /**
   * The time that is put down to a fault: from its begin, through its end, until every server was
   * consistent again; but no further than the begin of the next fault after its end, and not
   * outside the run.
   */
  public static Span window(FaultSpan fault, RunData run) {
    OptionalLong mended = untilConsistent(fault, run.consistent());
    long next =
        run.faults().stream()
            .mapToLong(FaultSpan::fromNanos)
            .filter(nanos -> nanos > fault.fromNanos() && nanos >= fault.toNanos())
            .min()
            .orElse(Long.MAX_VALUE);
    long until = mended.isPresent() ? fault.toNanos() + mended.getAsLong() : Long.MAX_VALUE;
    Span time = run.time();
    return new Span(clipped(fault.fromNanos(), time), clipped(Math.min(until, next), time));
  }

  /** How long spans are together. */
  public static long total(List<Span> spans) {
    return spans.stream().mapToLong(Span::nanos).sum();
  }

  /** How long the longest span is; 0 if there is none. */
  public static long longest(List<Span> spans) {
    return spans.stream().mapToLong(Span::nanos).max().orElse(0);
  }

  private static List<Span> where(List<MasterSpan> masters, Span window, IntPredicate wanted) {
    List<MasterSpan> inside =
        masters.stream()
            .filter(master -> master.fromNanos() < window.toNanos())
            .filter(master -> master.toNanos() > window.fromNanos())
            .toList();
    long[] edges = edges(inside, window);
    List<Span> found = new ArrayList<>();
    for (int i = 1; i < edges.length; i++) {
      Span piece = new Span(edges[i - 1], edges[i]);
      if (wanted.test(mastersDuring(inside, piece))) {
        append(found, piece);
      }
    }
    return List.copyOf(found);
  }

  /** Between two edges nobody becomes master, and nobody ceases to be. */
  private static long[] edges(List<MasterSpan> masters, Span window) {
    LongStream changes =
        masters.stream()
            .flatMapToLong(master -> LongStream.of(master.fromNanos(), master.toNanos()))
            .map(nanos -> clipped(nanos, window));
    return LongStream.concat(LongStream.of(window.fromNanos(), window.toNanos()), changes)
        .sorted()
        .distinct()
        .toArray();
  }

  private static int mastersDuring(List<MasterSpan> masters, Span piece) {
    return (int)
        masters.stream()
            .filter(master -> master.fromNanos() <= piece.fromNanos())
            .filter(master -> master.toNanos() >= piece.toNanos())
            .map(MasterSpan::server)
            .distinct()
            .count();
  }

  /** Pieces that touch become one span. */
  private static void append(List<Span> found, Span piece) {
    int last = found.size() - 1;
    if (last >= 0 && found.get(last).toNanos() == piece.fromNanos()) {
      found.set(last, new Span(found.get(last).fromNanos(), piece.toNanos()));
    } else {
      found.add(piece);
    }
  }

  private static long clipped(long nanos, Span window) {
    return Math.max(window.fromNanos(), Math.min(nanos, window.toNanos()));
  }
}
