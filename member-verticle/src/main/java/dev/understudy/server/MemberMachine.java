package dev.understudy.server;

import dev.understudy.member.Effect;
import dev.understudy.member.Input;
import dev.understudy.member.Member;
import java.util.List;

/** The protocol's member. */
record MemberMachine(Member member) implements Machine {

  @Override
  public List<Effect> step(Input input) {
    return member.step(input);
  }

  @Override
  public long deadlineMillis() {
    return member.deadlineMillis();
  }

  @Override
  public boolean wantsFlush() {
    return member.wantsFlush();
  }
}
