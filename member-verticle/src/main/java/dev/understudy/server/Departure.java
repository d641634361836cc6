package dev.understudy.server;

/**
 * That a server is no longer part of its group.
 *
 * @param failed whether it had to terminate, instead of leaving because it was asked to
 * @param reason why, in words for a person
 */
public record Departure(boolean failed, String reason) {}
