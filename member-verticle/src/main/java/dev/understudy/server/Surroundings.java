package dev.understudy.server;

import dev.understudy.member.Input;
import java.util.function.Consumer;

/** What the node of a server does for it, as {@link MemberLoop} sees it. */
interface Surroundings {

  /**
   * The signs of life of other servers that came since they were last taken; where that was only a
   * moment ago, and {@code now} is false, they may wait for the next time.
   */
  void takeSigns(boolean now, Consumer<Input> signs);

  /** Inputs were taken: what the node may say of the server has to be asked for again. */
  void worked();

  /** {@link MemberLoop#tickWhenDue} is to be called then, at the latest. */
  void wakeAt(long millis);

  /** When the thread of the server last had time for others; read by any thread. */
  long turnedAt();

  /** By how much the thread of the server was late lately; on that thread. */
  long lateMillis();

  /** The server is no longer here. */
  void leave();
}
