package dev.understudy.member;

import dev.understudy.group.Epoch;
import dev.understudy.group.Incarnation;

/**
 * What the node of a server may say on its behalf, again and again, without asking it (protocol
 * section 4, signs of life): that it is still what it was. It holds as long as the server was given
 * no further input. A sign stands for the heartbeat, or the acknowledgement of one, that the server
 * would send again; it stands for no promise, no entry and no round of reads.
 */
public sealed interface LifeSign {

  /** The life of the server that speaks; signs of others are not heard. */
  Incarnation life();

  /** The mastership that it exercises or follows. */
  Epoch epoch();

  /** It is the master of {@code epoch}. */
  record Leads(Incarnation life, Epoch epoch) implements LifeSign {}

  /**
   * It follows the master of {@code epoch}, has executed all that it holds, and nothing is under
   * way.
   *
   * @param verifiedIndex the last entry that it holds as the master does: its last
   * @param commitIndex the last entry that it knows to be committed
   * @param inSyncNumber of the newest in-sync set that it has seen in this epoch
   */
  record Follows(
      Incarnation life, Epoch epoch, long verifiedIndex, long commitIndex, long inSyncNumber)
      implements LifeSign {}
}
