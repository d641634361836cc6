package dev.understudy.server;

import dev.understudy.member.Effect;
import dev.understudy.member.Input;
import java.util.List;

/** What {@link MemberLoop} runs: a member, or in tests something that plays one. */
interface Machine {

  List<Effect> step(Input input);

  /** When the next tick is due, in milliseconds of the clock that ticks tell. */
  long deadlineMillis();

  /** Whether it wants {@link Input.Flush} at the end of this turn. */
  boolean wantsFlush();
}
