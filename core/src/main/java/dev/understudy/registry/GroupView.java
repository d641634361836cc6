package dev.understudy.registry;

/**
 * What a name server has seen of one group since it first heard of it; all zero if it knows none of
 * its servers.
 *
 * @param registrations of servers that have not left
 * @param millisWatched time since then
 * @param timesWithSeveralMasters how often there began to be more live masters than desired
 * @param millisWithSeveralMasters time with more live masters than desired
 * @param millisWithNoMaster time with none
 */
public record GroupView(
    int registrations,
    long millisWatched,
    long timesWithSeveralMasters,
    long millisWithSeveralMasters,
    long millisWithNoMaster) {

  static final GroupView UNKNOWN = new GroupView(0, 0, 0, 0, 0);
}
