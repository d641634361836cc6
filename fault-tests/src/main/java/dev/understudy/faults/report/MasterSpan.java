package dev.understudy.faults.report;

/**
 * A time in which a server held itself for the master, by its own word: until it said otherwise or
 * was dead.
 *
 * @param server whose word it is
 * @param epoch of its mastership
 * @param fromNanos when it became master
 * @param toNanos when it was master no more; the end of the run if it still was
 */
public record MasterSpan(String server, long epoch, long fromNanos, long toNanos) {

  public MasterSpan {
    if (toNanos < fromNanos) {
      throw new IllegalArgumentException(server + " ends before it begins");
    }
  }
}
