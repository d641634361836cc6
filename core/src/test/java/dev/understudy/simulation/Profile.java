package dev.understudy.simulation;

import static dev.understudy.simulation.FaultKind.CHECK;
import static dev.understudy.simulation.FaultKind.CLOCK_JUMP;
import static dev.understudy.simulation.FaultKind.CLOCK_SPEED;
import static dev.understudy.simulation.FaultKind.CORRUPTION;
import static dev.understudy.simulation.FaultKind.CRASH_MASTER;
import static dev.understudy.simulation.FaultKind.CRASH_WITHOUT_MEMORY;
import static dev.understudy.simulation.FaultKind.CRASH_WITH_MEMORY;
import static dev.understudy.simulation.FaultKind.CUT_OFF_MASTER;
import static dev.understudy.simulation.FaultKind.DOUBLE;
import static dev.understudy.simulation.FaultKind.DROP_DIVERGED;
import static dev.understudy.simulation.FaultKind.FAILING_STATES;
import static dev.understudy.simulation.FaultKind.HEAL;
import static dev.understudy.simulation.FaultKind.LEAVE;
import static dev.understudy.simulation.FaultKind.LOST_ADDRESS;
import static dev.understudy.simulation.FaultKind.LOST_HINT;
import static dev.understudy.simulation.FaultKind.NAME_SERVER_PAUSE;
import static dev.understudy.simulation.FaultKind.NAME_SERVER_RESTART;
import static dev.understudy.simulation.FaultKind.PARTITION;
import static dev.understudy.simulation.FaultKind.PAUSE;
import static dev.understudy.simulation.FaultKind.PRIORITY;
import static dev.understudy.simulation.FaultKind.REPLACE_MASTER;
import static dev.understudy.simulation.FaultKind.REPLACE_MASTER_AND_FORGET;
import static dev.understudy.simulation.FaultKind.REPLAY_DIVERGED;
import static dev.understudy.simulation.FaultKind.SLOW_SERVICES;
import static dev.understudy.simulation.FaultKind.STORM;
import static dev.understudy.simulation.FaultKind.TRANSFER;

import java.util.List;

/**
 * A kind of schedules, that makes some rare situation frequent.
 *
 * @param weight how often it is chosen, compared with the others
 * @param odds of the faults
 */
record Profile(String name, int weight, Odds odds) {

  private static final int NEVER = 0;

  /** A bit of everything. */
  static final Profile CHAOS =
      new Profile(
          "chaos",
          6,
          Odds.of(PARTITION, 6)
              .and(CUT_OFF_MASTER, 4)
              .and(HEAL, 5)
              .and(STORM, 3)
              .and(PAUSE, 4)
              .and(CRASH_WITH_MEMORY, 4)
              .and(CRASH_WITHOUT_MEMORY, 4)
              .and(CRASH_MASTER, 2)
              .and(DOUBLE, 1)
              .and(CLOCK_SPEED, 2)
              .and(CLOCK_JUMP, 2)
              .and(PRIORITY, 2)
              .and(LEAVE, 1)
              .and(NAME_SERVER_RESTART, 1)
              .and(NAME_SERVER_PAUSE, 1)
              .and(TRANSFER, 2)
              .and(CHECK, 1)
              .and(LOST_HINT, 2)
              .and(LOST_ADDRESS, 1)
              .and(FAILING_STATES, 1)
              .and(SLOW_SERVICES, 1)
              .and(DROP_DIVERGED, 1)
              .and(REPLAY_DIVERGED, 1));

  /** Links are cut and mended all the time. */
  static final Profile PARTITIONS =
      new Profile(
          "partitions",
          4,
          Odds.of(PARTITION, 10).and(CUT_OFF_MASTER, 10).and(HEAL, 8).and(LOST_HINT, 2));

  /** Processes end and start again. */
  static final Profile RESTARTS =
      new Profile(
          "restarts",
          4,
          Odds.of(CRASH_WITHOUT_MEMORY, 8)
              .and(CRASH_MASTER, 8)
              .and(STORM, 3)
              .and(CUT_OFF_MASTER, 3)
              .and(HEAL, 3)
              .and(LOST_HINT, 2)
              .and(LEAVE, 2)
              .and(CRASH_WITH_MEMORY, 2));

  /** Logs are short, states arrive damaged or not at all. */
  static final Profile SYNCHRONIZATION =
      new Profile(
          "synchronization",
          3,
          Odds.of(CRASH_WITHOUT_MEMORY, 6)
              .and(CRASH_MASTER, 3)
              .and(CRASH_WITH_MEMORY, 4)
              .and(PARTITION, 3)
              .and(CUT_OFF_MASTER, 3)
              .and(HEAL, 4)
              .and(FAILING_STATES, 5)
              .and(SLOW_SERVICES, 2));

  /** Name servers come and go, and hear different servers. */
  static final Profile NAME_SERVERS =
      new Profile(
          "name-servers",
          2,
          Odds.of(NAME_SERVER_RESTART, 6)
              .and(NAME_SERVER_PAUSE, 5)
              .and(PARTITION, 5)
              .and(CUT_OFF_MASTER, 6)
              .and(HEAL, 5)
              .and(CHECK, 2)
              .and(PAUSE, 3));

  /** Mastership moves because somebody wants it to. */
  static final Profile HANDOVERS =
      new Profile(
          "handovers",
          2,
          Odds.of(PRIORITY, 8)
              .and(TRANSFER, 8)
              .and(LEAVE, 3)
              .and(STORM, 2)
              .and(PAUSE, 2)
              .and(CUT_OFF_MASTER, 2)
              .and(HEAL, 2));

  /** Processes stand still and go on. */
  static final Profile PAUSES =
      new Profile(
          "pauses",
          2,
          Odds.of(PAUSE, 8)
              .and(CRASH_WITH_MEMORY, 8)
              .and(CLOCK_SPEED, 3)
              .and(CLOCK_JUMP, 3)
              .and(LOST_HINT, 3));

  /** Two processes of one server live at once. */
  static final Profile DOUBLES =
      new Profile(
          "doubles",
          1,
          Odds.of(DOUBLE, 5)
              .and(PAUSE, 3)
              .and(CUT_OFF_MASTER, 4)
              .and(PARTITION, 2)
              .and(HEAL, 3)
              .and(CRASH_WITHOUT_MEMORY, 2));

  /** A state is damaged in memory, once. */
  static final Profile CORRUPTIONS =
      new Profile(
          "corruptions", 1, Odds.of(CORRUPTION, 4).and(STORM, 1).and(PAUSE, 1).and(HEAL, 1));

  /** Nothing but a bad network. */
  static final Profile BAD_NETWORK =
      new Profile("bad-network", 2, Odds.of(STORM, 5).and(LOST_ADDRESS, 1).and(HEAL, 1));

  // from here on: not chosen by any seed, but for what would otherwise take too many of them

  /** Masters are replaced while they still believe in themselves, and clients still ask them. */
  static final Profile BELATED_MASTERS =
      new Profile("belated-masters", NEVER, Odds.of(REPLACE_MASTER, 6).and(HEAL, 2));

  /** As {@link #BELATED_MASTERS}, and those who replaced them lose their memory soon. */
  static final Profile SHORT_MEMORIES =
      new Profile("short-memories", NEVER, Odds.of(REPLACE_MASTER_AND_FORGET, 6).and(HEAL, 1));

  /** States cannot be taken, and who has to take one is deaf for a while. */
  static final Profile FAILING_RECOVERIES =
      new Profile(
          "failing-recoveries",
          NEVER,
          Odds.of(LOST_ADDRESS, 6).and(FAILING_STATES, 6).and(HEAL, 2).and(CUT_OFF_MASTER, 3));

  private static final List<Profile> ALL =
      List.of(
          CHAOS,
          PARTITIONS,
          RESTARTS,
          SYNCHRONIZATION,
          NAME_SERVERS,
          HANDOVERS,
          PAUSES,
          DOUBLES,
          CORRUPTIONS,
          BAD_NETWORK);

  static Profile pick(Dice dice) {
    int left = dice.below(ALL.stream().mapToInt(Profile::weight).sum());
    for (Profile profile : ALL) {
      left -= profile.weight;
      if (left < 0) {
        return profile;
      }
    }
    throw new IllegalStateException("weights do not add up");
  }

  @Override
  public String toString() {
    return name;
  }
}
