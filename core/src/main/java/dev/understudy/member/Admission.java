package dev.understudy.member;

import dev.understudy.group.Epoch;
import dev.understudy.group.ServerId;

/** How a server with a state answers one that lost its memory (protocol section 5). */
final class Admission {

  private Admission() {}

  /** Answers if this server is in normal status, or in a group that never had an epoch. */
  static void answer(ServerRole role, ServerId from, AdmissionMessage.RecoveryRequest request) {
    answer(role, from, request, false);
  }

  /** As {@link #answer}; {@code admits}: by an operator's word the asker needs nobody else's. */
  static void answer(
      ServerRole role, ServerId from, AdmissionMessage.RecoveryRequest request, boolean admits) {
    ServerState state = role.state;
    boolean untouched =
        state.promised().equals(Epoch.NONE) && state.log().isEmpty() && state.isVoter();
    if (untouched) {
      state
          .out()
          .send(from, new AdmissionMessage.FreshAnswer(request.incarnation(), request.round()));
    } else if (role.isNormal()) {
      state
          .out()
          .send(
              from,
              new AdmissionMessage.NormalAnswer(
                  request.incarnation(),
                  request.round(),
                  state.promised(),
                  state.incarnations().of(from),
                  admits));
    }
  }
}
