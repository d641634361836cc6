package dev.understudy.member;

import dev.understudy.group.Epoch;
import dev.understudy.group.Incarnation;
import dev.understudy.group.Priority;
import dev.understudy.group.ServerId;
import dev.understudy.log.Log;
import java.util.Optional;

/**
 * What a master does to be succeeded in good order (protocol section 5, hand-over): on leaving, on
 * an operator's word, for a server of higher priority, for one that is right where the master is
 * wrong.
 */
final class Stewardship {

  private final ServerState state;
  private final Transitions transitions;
  private final Replication replication;
  private final Epoch epoch;
  private final Incarnations admitted = new Incarnations();
  private Optional<Handover> handover = Optional.empty();
  private Optional<Long> leavesBy = Optional.empty();

  Stewardship(ServerState state, Transitions transitions, Replication replication, Epoch epoch) {
    this.state = state;
    this.transitions = transitions;
    this.replication = replication;
    this.epoch = epoch;
  }

  /** Whether nobody is to succeed this master now. */
  boolean isIdle() {
    return handover.isEmpty() && leavesBy.isEmpty();
  }

  boolean isHandingOver() {
    return handover.isPresent();
  }

  boolean isHandingOverTo(ServerId server) {
    return handover.filter(open -> open.target().equals(server)).isPresent();
  }

  /**
   * An operator's generation takes each voter in once; a second life has to recover. The same life
   * may ask again: the answer, or what followed from it, may have got lost.
   */
  boolean admits(ServerId server) {
    Incarnation life = state.incarnations().of(server);
    if (admitted.of(server).equals(Incarnation.NONE)) {
      admitted.note(server, life);
    }
    return admitted.of(server).equals(life);
  }

  void transfer(long commandId, ServerId target) {
    if (target.equals(state.self())) {
      answer(commandId, new OperatorAnswer.Done("server " + target + " is master already"));
    } else if (replication.of(target).isEmpty() || !state.membership().isVoter(target)) {
      answer(commandId, new OperatorAnswer.UnknownServer(target));
    } else if (handover.isPresent()) {
      answer(commandId, new OperatorAnswer.Refused("another hand-over is under way"));
    } else if (!isReady(target)) {
      answer(commandId, new OperatorAnswer.Refused("server " + target + " is not in sync"));
    } else {
      begin(target, Optional.of(commandId), false);
    }
  }

  /**
   * A backup of higher priority asks; granted once per cooldown, by entry clock since the epoch's
   * first entry (section 7 (+)).
   */
  void considerTakeover(ServerId from, Priority priority, long firstIndex) {
    boolean granted =
        handover.isEmpty()
            && state.membership().isVoter(from)
            && priority.isHigherThan(state.priority())
            && state.entryClock() - clockOf(firstIndex) >= state.timings().takeoverCooldown()
            && isReady(from);
    if (granted) {
      begin(from, Optional.empty(), false);
    }
  }

  /** The clock of an entry; long ago if it is no longer held. */
  private long clockOf(long index) {
    Log log = state.log();
    return log.holds(index) ? log.entryAt(index).clockMillis() : Long.MIN_VALUE / 2;
  }

  /** Two servers agree against this one: one of them is to be master (section 9). */
  void giveUpTo(ServerId server) {
    if (handover.isEmpty() && state.membership().isVoter(server)) {
      begin(server, Optional.empty(), false);
    }
  }

  /**
   * Leaves the group: hands over to the best that is ready, then departs. CONSISTENT: first gives
   * those that are about to join the time of a hand-over, if the rest is no quorum without them.
   */
  void depart() {
    leavesBy = Optional.of(state.now() + state.timings().handover());
    departIfSpared();
  }

  private void departIfSpared() {
    if (leavesBy.isEmpty()) {
      return;
    }
    boolean spared = !state.isConsistent() || state.hasQuorumWithout(state.self(), state.inSync());
    if (spared || state.now() >= leavesBy.get()) {
      leavesBy = Optional.empty();
      succeedAndDepart();
    }
  }

  private void succeedAndDepart() {
    Optional<ServerId> best = Optional.empty();
    for (ServerId server : state.inSync().servers()) {
      boolean fits =
          best.isEmpty()
              && !server.equals(state.self())
              && state.membership().isVoter(server)
              && isReady(server);
      best = fits ? Optional.of(server) : best;
    }
    if (best.isPresent()) {
      handover = Optional.empty();
      begin(best.get(), Optional.empty(), true);
    } else {
      transitions.depart(false, "left");
    }
  }

  void tick() {
    departIfSpared();
    if (handover.isPresent() && state.now() >= handover.get().until()) {
      Handover failed = handover.get();
      handover = Optional.empty();
      failed
          .commandId()
          .ifPresent(
              id ->
                  answer(
                      id,
                      new OperatorAnswer.Refused(
                          "server " + failed.target() + " was not elected in time")));
      if (failed.isLeaving()) {
        transitions.depart(false, "left");
      }
    }
  }

  long deadlineMillis() {
    return handover.map(Handover::until).orElse(Long.MAX_VALUE);
  }

  /** Tells the target to stand once it holds everything and everything is committed. */
  void settle() {
    if (handover.isEmpty() || state.commitIndex() < state.log().lastIndex()) {
      return;
    }
    ServerId target = handover.get().target();
    boolean holdsAll =
        replication
            .of(target)
            .filter(backup -> backup.matchIndex() == state.log().lastIndex())
            .isPresent();
    if (holdsAll && handover.get().tells(state.now(), state.timings().retry())) {
      state.out().send(target, new ElectionMessage.StandNow(epoch));
    }
  }

  /** The mastership is over. */
  void leave() {
    if (leavesBy.isPresent()) {
      leavesBy = Optional.empty();
      transitions.depart(false, "left");
    } else if (handover.isPresent()) {
      Handover done = handover.get();
      handover = Optional.empty();
      // promised to it, or heard of its epoch from others first
      Epoch newest = Epoch.later(state.promised(), state.highestSeen());
      boolean elected = newest.owner().equals(done.target());
      done.commandId()
          .ifPresent(
              id ->
                  answer(
                      id,
                      elected
                          ? new OperatorAnswer.Done("handed over to server " + done.target())
                          : new OperatorAnswer.Refused("the mastership ended meanwhile")));
      if (done.isLeaving()) {
        transitions.depart(false, "left");
      }
    }
  }

  private boolean isReady(ServerId server) {
    return replication
        .of(server)
        .filter(
            backup ->
                backup.hasAccepted()
                    && !backup.isSynchronizing()
                    && state.now() - backup.acceptedAt() < state.failureMillis()
                    && backup.matchIndex() >= state.commitIndex())
        .isPresent();
  }

  private void begin(ServerId target, Optional<Long> commandId, boolean leaving) {
    handover =
        Optional.of(
            new Handover(target, commandId, leaving, state.now() + state.timings().handover()));
  }

  private void answer(long commandId, OperatorAnswer answer) {
    state.out().add(new Effect.AnswerOperator(commandId, answer));
  }
}
