package dev.understudy.registry;

/**
 * What a name server has seen of one group since it first heard of it; all zero if it knows none of
 * its servers.
 *
 * @param registrations of servers that have not left
 * @param millisWithSeveralMasters time with more live masters than desired
 * @param millisWithNoMaster time with none
 */
public record GroupView(int registrations, long millisWithSeveralMasters, long millisWithNoMaster) {

  static final GroupView UNKNOWN = new GroupView(0, 0, 0);
}
