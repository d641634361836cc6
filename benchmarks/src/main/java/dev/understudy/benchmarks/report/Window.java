package dev.understudy.benchmarks.report;

/**
 * One load, measured once.
 *
 * @param p50Micros and the others: how long the calls took that ended
 * @param failed calls that did not succeed
 * @param cpuMillis processor milliseconds per 1,000 calls, of all processes that take part
 * @param server what the process cost that answered: the master, or the baseline's
 * @param backup what one of the other members cost, on average
 * @param client what the client cost
 * @param compilingCores how many processors compiled code of the processes: should be none
 * @param otherCores how many processors were busy with other things
 */
public record Window(
    double perSecond,
    double p50Micros,
    double p99Micros,
    double p999Micros,
    long failed,
    double cpuMillis,
    Cost server,
    Cost backup,
    Cost client,
    double compilingCores,
    double otherCores) {

  /**
   * What one process spent.
   *
   * @param allocatedBytes per call
   * @param cpuMillis per 1,000 calls
   * @param pauses of its garbage collector
   * @param pauseMillis of all of them
   * @param longestPauseMillis of one
   */
  public record Cost(
      double allocatedBytes,
      double cpuMillis,
      double pauses,
      double pauseMillis,
      double longestPauseMillis) {}
}
