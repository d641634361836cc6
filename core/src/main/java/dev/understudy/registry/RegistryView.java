package dev.understudy.registry;

/**
 * What a name server tells of itself.
 *
 * @param warmingUp whether it started less than a renewal interval ago
 * @param registrations kept at the moment, those of servers that have left among them
 * @param groups that have a registration
 * @param refused registrations refused since the start because a bound was reached or they made no
 *     sense
 * @param duplicates times that more masters than desired were detected since the start
 */
public record RegistryView(
    boolean warmingUp, int registrations, int groups, long refused, long duplicates) {}
