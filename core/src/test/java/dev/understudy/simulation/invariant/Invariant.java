package dev.understudy.simulation.invariant;

import dev.understudy.client.ClientReply;
import dev.understudy.member.Input;
import dev.understudy.member.Message;
import dev.understudy.registry.Question;

/** Something that must hold after every step of every server. */
abstract class Invariant {

  private final String name;

  Invariant(String name) {
    this.name = name;
  }

  /** The life took a step; its last entry is known, its effects are not performed yet. */
  void stepped(Life life) {}

  /** As {@link #stepped}; the step was taken upon {@code input}. */
  void received(Life life, Input input) {}

  /** The life sends a message, as an effect of the step it just took. */
  void sent(Life life, Message message) {}

  /** The life asks a name server, as an effect of the step it just took. */
  void asked(Life life, Question question) {}

  /** The life tells a client something, as an effect of the step it just took. */
  void replied(Life life, ClientReply reply) {}

  /** Whether it holds only as long as no state was damaged. */
  boolean restsOnStates() {
    return false;
  }

  final void require(boolean holds, Life life, Object explanation) {
    if (!holds) {
      throw new Violation(name, life + ": " + explanation);
    }
  }
}
