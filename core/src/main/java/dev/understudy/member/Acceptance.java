package dev.understudy.member;

import dev.understudy.group.EventType;
import dev.understudy.group.Incarnation;
import dev.understudy.group.Role;
import dev.understudy.group.ServerId;
import dev.understudy.registry.Answer;
import dev.understudy.registry.Registration;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Whose messages are heard (protocol section 5): those of the same configuration, and of each
 * server those of its latest life. A life is taken for later only when it answered a challenge that
 * this server made after it accepted the one before: clocks may go backwards between two lives, and
 * what a dead one sent may arrive late.
 */
final class Acceptance {

  private final ServerState state;
  private final Transitions transitions;
  private final long configurationHash;
  private final Refusals refusals;
  private final BiConsumer<ServerId, Message> heard;

  /** {@code heard} takes what is accepted. */
  Acceptance(ServerState state, Transitions transitions, BiConsumer<ServerId, Message> heard) {
    this.state = state;
    this.transitions = transitions;
    this.configurationHash = state.configuration().hash();
    this.refusals = new Refusals(state);
    this.heard = heard;
  }

  void receive(Input.Received received) {
    ServerId from = received.from();
    Role role = transitions.current().role();
    if (received.configurationHash() != configurationHash) {
      Optional<String> why = refusals.refuse(received, role);
      why.ifPresent(reason -> transitions.depart(true, reason));
    } else if (role != Role.GONE) {
      if (from.equals(state.self())) {
        ownNumber(received.incarnation());
      } else if (received.message() instanceof AdmissionMessage.Challenge challenge) {
        challenged(from, received.incarnation(), challenge);
      } else {
        receive(from, received.incarnation(), received.message());
      }
    }
  }

  /** Answered whoever asks: two that have not met would challenge each other for ever. */
  private void challenged(ServerId from, Incarnation life, AdmissionMessage.Challenge theirs) {
    state.out().send(from, new AdmissionMessage.Alive(theirs.nonce()));
    if (isUnproven(life, state.incarnations().of(from))) {
      challenge(from, life);
    }
    heard.accept(from, theirs);
  }

  private void receive(ServerId from, Incarnation life, Message message) {
    Incarnation known = state.incarnations().of(from);
    if (isUnproven(life, known)) {
      unproven(from, life, message);
    } else if (known.equals(life) || !state.judgesLives()) {
      heard.accept(from, message);
    } else if (message instanceof AdmissionMessage.Outlived) {
      // true whoever says it; two that hold each other for outlived would never meet again
      heard.accept(from, message);
    } else {
      state.out().send(from, new AdmissionMessage.Outlived(known));
    }
  }

  private static boolean isUnproven(Incarnation life, Incarnation known) {
    return life.isAfter(known) || known.equals(Incarnation.NONE);
  }

  /** What a life says that has not answered is lost, as on the way; it will say it again. */
  private void unproven(ServerId from, Incarnation life, Message message) {
    if (!state.rules().needsProofOfLife()) {
      state.meet(from, life);
      heard.accept(from, message);
    } else if (!(message instanceof AdmissionMessage.Alive alive)) {
      challenge(from, life);
    } else if (state.incarnations().isAnswer(from, alive.nonce())) {
      accept(from, life);
    }
  }

  private void challenge(ServerId from, Incarnation life) {
    if (!from.isNone()) {
      state
          .incarnations()
          .challenge(from, life, state.now(), state.timings().retry(), state.chance())
          .ifPresent(nonce -> state.out().send(from, new AdmissionMessage.Challenge(nonce)));
    }
  }

  /** Only who answered takes one of the places that a group has. */
  private void accept(ServerId from, Incarnation life) {
    if (state.meet(from)) {
      state.incarnations().note(from, life);
      transitions.current().onMet(from);
    } else {
      refusals.oneTooMany(from);
    }
  }

  /** Whom a name server names exists; it may be the only one that tells. */
  void named(Answer answer) {
    if (answer instanceof Answer.MasterIs masterIs) {
      Registration retained = masterIs.retained();
      state.meet(retained.server());
      if (retained.server().equals(state.self())) {
        namedMyself(retained.incarnation());
      }
    }
  }

  /** Two masters with one number need not hear of each other but from a name server. */
  private void namedMyself(Incarnation other) {
    if (transitions.current().role() != Role.NEWCOMER) {
      ownNumber(other);
    } else if (other.isAfter(state.incarnation())) {
      state.outlive(other);
    }
  }

  /** Another life has this server's number: the lower one terminates (section 5). */
  void ownNumber(Incarnation other) {
    if (other.isAfter(state.incarnation()) && transitions.current().role() != Role.GONE) {
      state.tell(state.event(EventType.DUPLICATE_SERVER).with("number", state.self().number()));
      if (mayTakeRequestsAlong()) {
        state.tell(
            state
                .event(EventType.POSSIBLE_LOSS)
                .with(
                    "reason", "another life of this server is known: what only this one has ends"));
      }
      transitions.depart(true, "a later life of server " + state.self() + " is running");
    }
  }

  /** AVAILABLE: this server may be the only one that has what it answered. */
  private boolean mayTakeRequestsAlong() {
    ServerRole role = transitions.current();
    return !state.isConsistent()
        && !state.execution().isEmpty()
        && (role.role() == Role.MASTER || !role.isInSync());
  }
}
