package dev.understudy.member;

import dev.understudy.group.ServerId;

/** How a server with a state answers candidates, whatever its role (protocol section 5). */
final class Voting {

  private Voting() {}

  /** Answers <em>would you?</em>: binds nobody; no while a master is alive. */
  static void consider(ServerRole role, ServerId from, ElectionMessage.WouldYou ask) {
    ServerState state = role.state;
    if (!state.isVoter() || !state.membership().isVoter(from)) {
      return;
    }
    ServerId live = role.liveMaster();
    boolean would =
        ask.epoch().isAfter(state.promised())
            && state.rules().isUpToDate(ask.last(), state.lastKey());
    if (!live.isNone() && !live.equals(from)) {
      state.out().send(from, new ElectionMessage.WouldNot(ask.epoch(), state.promised(), live));
    } else if (would) {
      state.out().send(from, new ElectionMessage.WouldPromise(ask.epoch()));
    } else {
      state
          .out()
          .send(from, new ElectionMessage.WouldNot(ask.epoch(), state.promised(), ServerId.NONE));
    }
  }

  /** Answers <em>will you?</em>: a promise is given once, to the highest epoch. */
  static void decide(ServerRole role, ServerId from, ElectionMessage.WillYou ask) {
    ServerState state = role.state;
    if (!state.isVoter()
        || !state.membership().isVoter(from)
        || !ask.epoch().owner().equals(from)) {
      return;
    }
    state.see(ask.epoch());
    boolean repeated = ask.epoch().equals(state.promised());
    boolean will =
        (ask.epoch().isAfter(state.promised()) || repeated)
            && state.rules().isUpToDate(ask.last(), state.lastKey())
            && role.mayPromise(from);
    if (!will) {
      state
          .out()
          .send(
              from, new ElectionMessage.NoPromise(ask.epoch(), state.promised(), state.lastKey()));
      return;
    }
    state.promise(ask.epoch());
    state
        .out()
        .send(
            from,
            new ElectionMessage.Promise(ask.epoch(), state.incarnations().all(), state.inSync()));
    if (!repeated) {
      role.promisedTo(ask.epoch());
    }
  }
}
