package dev.understudy.server;

import dev.understudy.member.Input;
import dev.understudy.member.LifeSign;
import java.util.Optional;

/** A server as its node sees it; for the server's own event loop. */
interface Resident {

  OwnSigns.Name name();

  /** At least so often a sign of its life is to be given, in milliseconds. */
  long heartbeatMillis();

  /** The deadline that it set has come. */
  void tickWhenDue();

  /** What may be said on its behalf now; empty if it may not be spoken for. */
  Optional<LifeSign> lifeSign();

  /** How many servers live on its node. */
  void tellNeighbours(Input.Neighbours neighbours);
}
