package dev.understudy.simulation;

import dev.understudy.group.GroupConfiguration;

/**
 * One kind of schedule.
 *
 * @param cast who takes part
 * @param configuration of the group, its voters among it
 */
record SimulationOptions(
    Profile profile, Cast cast, GroupConfiguration configuration, Climate climate, Work work) {

  /**
   * Who takes part.
   *
   * @param voters servers of an AVAILABLE group, or voters of a CONSISTENT one
   * @param standbys further servers of a CONSISTENT group
   */
  record Cast(int voters, int standbys, int nameServers, int clients) {

    int servers() {
      return voters + standbys;
    }
  }

  /**
   * How network, clocks and services are, and how often something happens to them.
   *
   * @param orderedLinks whether links keep the order of messages
   * @param clockSpeeds how far a clock's speed may be from 1000, per mille
   * @param serviceMicros the longest time a service takes; 0: none
   * @param damagePerMille chunks that are damaged
   * @param faultMillis how long the phase of faults is
   * @param pauseMillis the mean time between two faults
   */
  record Climate(
      Weather weather,
      boolean orderedLinks,
      int clockSpeeds,
      long serviceMicros,
      int damagePerMille,
      long faultMillis,
      long pauseMillis) {}

  /**
   * What clients do.
   *
   * @param pauseMillis the mean time between two operations of one client
   * @param keys of the map; few, so that clients meet
   * @param outstanding operations of one client at once
   * @param readsPerMille of all operations
   */
  record Work(long pauseMillis, int keys, int outstanding, int readsPerMille) {}
}
