package dev.understudy.faults.verdict;

import dev.understudy.faults.client.Recorded;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The time for which a key had one value: it begins with the call that wrote it, and all reads of
 * the value lie within it. As no two calls write the same, a key has a value at most once.
 */
final class Reign {

  /** Before the first call. */
  static final long EVER = Long.MIN_VALUE;

  /** The answer that never came. */
  static final long NEVER = Long.MAX_VALUE;

  private final Optional<String> value;
  private final Optional<Recorded> write;
  private final long writeTo;
  private final List<Recorded> reads = new ArrayList<>();
  private final List<Recorded> refused = new ArrayList<>();
  private Optional<Reign> next = Optional.empty();

  private Reign(Optional<String> value, Optional<Recorded> write, long writeTo) {
    this.value = value;
    this.write = write;
    this.writeTo = writeTo;
  }

  /** Of no value, before the first write. */
  static Reign first() {
    return new Reign(Optional.empty(), Optional.empty(), EVER);
  }

  /** Of a value whose write is not on record: at any time. */
  static Reign unrecorded(String value) {
    return new Reign(Optional.of(value), Optional.empty(), NEVER);
  }

  static Reign of(Recorded write) {
    long to = write.isOk() ? write.to() : NEVER;
    return new Reign(write.call().value(), Optional.of(write), to);
  }

  Optional<String> value() {
    return value;
  }

  Optional<Recorded> write() {
    return write;
  }

  /** The one that certainly came right after it, if that is known. */
  Optional<Reign> next() {
    return next;
  }

  void precede(Reign successor) {
    next = Optional.of(successor);
  }

  void read(Recorded get) {
    reads.add(get);
  }

  List<Recorded> reads() {
    return reads;
  }

  /** A compare-and-set that expected this value, and was told that it is not there. */
  void refuse(Recorded cas) {
    refused.add(cas);
  }

  List<Recorded> refused() {
    return refused;
  }

  /** When its write began. */
  long writeFrom() {
    return write.map(Recorded::from).orElse(EVER);
  }

  long writeTo() {
    return writeTo;
  }

  /** The read that began last. */
  Optional<Recorded> lastRead() {
    return reads.stream().max((one, other) -> Long.compare(one.from(), other.from()));
  }

  /** The read that ended first. */
  Optional<Recorded> firstRead() {
    return reads.stream().min((one, other) -> Long.compare(one.to(), other.to()));
  }

  /** When the last of its calls began. */
  long latestBegin() {
    return Math.max(writeFrom(), lastRead().map(Recorded::from).orElse(EVER));
  }

  /** When the first of its calls ended. */
  long earliestEnd() {
    return Math.min(writeTo, firstRead().map(Recorded::to).orElse(NEVER));
  }
}
