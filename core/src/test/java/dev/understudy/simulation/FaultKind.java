package dev.understudy.simulation;

/** What can go wrong, or be asked for at a bad moment. */
enum FaultKind {
  /** Cut links: halves, one host, one direction, a bridge, any. */
  PARTITION,
  /** Cut the master off, from some or all, one way or both. */
  CUT_OFF_MASTER,
  /** All links work again. */
  HEAL,
  /** Many messages get lost for a while. */
  STORM,
  /** A process stands still; what is sent to it waits. */
  PAUSE,
  /** A process stands still; what is sent to it is lost; it keeps its memory. */
  CRASH_WITH_MEMORY,
  /** A process ends; another one starts in its place later, or at once. */
  CRASH_WITHOUT_MEMORY,
  /** The same, of the master. */
  CRASH_MASTER,
  /** A second process of a server starts while the first one lives. */
  DOUBLE,
  /** What is sent to a server's own address does not arrive, until the server notices. */
  LOST_ADDRESS,
  /** A clock runs at another speed. */
  CLOCK_SPEED,
  /** What a clock says of the wall changes. */
  CLOCK_JUMP,
  PRIORITY,
  /** A server leaves in good order and comes back later. */
  LEAVE,
  NAME_SERVER_RESTART,
  NAME_SERVER_PAUSE,
  TRANSFER,
  CHECK,
  /** The cluster manager says that a server is lost, truly or not. */
  LOST_HINT,
  /** Services cannot restore, or not capture, a state for a while. */
  FAILING_STATES,
  /** Services are slow for a while. */
  SLOW_SERVICES,
  /** A backup's state is not what it should be any more. */
  CORRUPTION,
  DROP_DIVERGED,
  REPLAY_DIVERGED,

  /** The master is cut off, with some of its clients, and the others are told at once. */
  REPLACE_MASTER,

  /** As {@link #REPLACE_MASTER}; one of the others starts anew, and hears only the old master. */
  REPLACE_MASTER_AND_FORGET
}
