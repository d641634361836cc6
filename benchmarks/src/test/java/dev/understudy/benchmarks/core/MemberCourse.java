package dev.understudy.benchmarks.core;

import dev.understudy.member.Effect;
import dev.understudy.member.Input;
import dev.understudy.member.Member;
import dev.understudy.member.MemberSettings;
import java.util.List;
import java.util.function.Consumer;

/**
 * What one member was given.
 *
 * @param before until the group was in sync
 * @param measured afterwards, while requests went through it
 */
record MemberCourse(MemberSettings settings, List<Input> before, List<Input> measured) {

  MemberCourse {
    before = List.copyOf(before);
    measured = List.copyOf(measured);
  }

  /** The member at the point where the requests begin. */
  Member begin() {
    Member member = new Member(settings);
    before.forEach(member::step);
    return member;
  }

  /** Gives it the rest. */
  void run(Member member, Consumer<List<Effect>> effects) {
    for (Input input : measured) {
      effects.accept(member.step(input));
    }
  }
}
