package dev.understudy.faults.measure;

import dev.understudy.faults.lab.Proc;
import java.io.UncheckedIOException;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** Looks at how much memory a process has in use, fifty times a second, until it is closed. */
final class ResidentWatch implements AutoCloseable {

  private static final long PAUSE_NANOS = 20_000_000;

  private final NavigableMap<Long, Long> bytes = new TreeMap<>();
  private final AtomicBoolean over = new AtomicBoolean();
  private final Thread thread;

  private ResidentWatch(long pid) {
    thread = new Thread(() -> look(pid), "resident set of " + pid);
    thread.setDaemon(true);
  }

  static ResidentWatch of(long pid) {
    ResidentWatch watch = new ResidentWatch(pid);
    watch.thread.start();
    return watch;
  }

  /** The most that was seen between two readings of nanoTime; empty if nothing was. */
  synchronized OptionalLong most(long fromNanos, long toNanos) {
    return bytes.subMap(fromNanos, true, toNanos, true).values().stream()
        .mapToLong(seen -> seen)
        .max();
  }

  @Override
  public void close() {
    over.set(true);
  }

  private void look(long pid) {
    try {
      while (!over.get()) {
        note(System.nanoTime(), Proc.residentBytes(pid));
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    } catch (UncheckedIOException | IllegalArgumentException e) {
      // the process has ended, so there is nothing more to see
      over.set(true);
    }
  }

  private synchronized void note(long nanos, long seen) {
    bytes.put(nanos, seen);
  }
}
