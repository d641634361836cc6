package dev.understudy.faults.report;

/**
 * A moment at which every server of the group was seen consistent: one master, all others its
 * backups in sync.
 *
 * @param nanos when
 */
public record Moment(long nanos) {}
