package dev.understudy.member;

import dev.understudy.group.Epoch;
import dev.understudy.group.Role;
import dev.understudy.group.ServerId;

/** A server that left its group: it hears everything and does nothing. */
final class Departed extends ServerRole {

  Departed(ServerState state, Transitions transitions) {
    super(state, transitions);
  }

  @Override
  Role role() {
    return Role.GONE;
  }

  @Override
  ServerId master() {
    return ServerId.NONE;
  }

  @Override
  Epoch epoch() {
    return Epoch.NONE;
  }

  @Override
  boolean isInSync() {
    return false;
  }

  @Override
  boolean mayPromise(ServerId from) {
    return false;
  }

  @Override
  public void onWouldYou(ServerId from, ElectionMessage.WouldYou wouldYou) {}
}
