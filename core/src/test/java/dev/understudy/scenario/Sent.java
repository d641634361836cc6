package dev.understudy.scenario;

import dev.understudy.group.Incarnation;
import dev.understudy.member.Message;

/** A message on its way, or the record of it; whether it arrived is another question. */
record Sent(int from, Incarnation incarnation, int to, Message message) {

  boolean is(Class<? extends Message> kind, int sender, int receiver) {
    return kind.isInstance(message) && from == sender && to == receiver;
  }
}
