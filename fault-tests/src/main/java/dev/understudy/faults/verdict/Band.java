package dev.understudy.faults.verdict;

/**
 * A fault, and the time for which it lasted.
 *
 * @param from a reading of {@link System#nanoTime}, like {@code to}
 */
public record Band(String what, long from, long to) {}
