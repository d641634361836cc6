package dev.understudy.member;

import dev.understudy.group.Epoch;
import dev.understudy.group.Incarnation;
import dev.understudy.group.Role;
import dev.understudy.group.ServerId;
import dev.understudy.registry.Answer;
import dev.understudy.registry.Question;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A server whose life began without memory (protocol section 5). Until it has synchronized with a
 * master that a quorum of others vouches for it promises, acknowledges and counts for nothing.
 * Where all others are as fresh it begins the group; in AVAILABLE mode it joins whom it finds, or
 * starts alone after the discovery time, and later if no name server has answered.
 */
final class Newcomer extends ServerRole {

  private static final int LONGEST_ROUND_IN_RETRIES = 16;

  /** Whom nobody answers can more likely not be reached yet than that there is nobody. */
  private static final int DISCOVERIES_WITHOUT_ANSWER = 3;

  private final long startedAt;
  private final long lookup;
  private final Set<ServerId> fresh = new TreeSet<>();
  private final Map<ServerId, Epoch> normal = new TreeMap<>();
  private final Set<ServerId> met = new TreeSet<>();
  private Incarnation asking = Incarnation.NONE;
  private long round;
  private long roundBeforeSince;
  private long roundSince;
  private long roundUntil;
  private long roundMillis;
  private long leastRoundMillis;
  private long lateRound;
  private boolean answered;
  private Epoch required = Epoch.NONE;
  private Epoch foundEpoch = Epoch.NONE;

  Newcomer(ServerState state, Transitions transitions) {
    super(state, transitions);
    this.startedAt = state.now();
    this.roundUntil = state.now();
    this.leastRoundMillis = state.timings().retry();
    this.roundMillis = leastRoundMillis;
    this.lookup = state.chance().nonce();
  }

  @Override
  Role role() {
    return Role.NEWCOMER;
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

  /** The lowest epoch whose state this server may adopt. */
  Epoch required() {
    return required;
  }

  private boolean needsAdmission() {
    return state.isConsistent() && state.isVoter();
  }

  @Override
  void tick() {
    if (state.now() < roundUntil || transitions.isSynchronizing()) {
      return;
    }
    if (!state.isConsistent() && state.now() - startedAt >= patience()) {
      transitions.becomeBackup(Epoch.NONE);
      return;
    }
    startRound();
  }

  private long patience() {
    return (answered ? 1 : DISCOVERIES_WITHOUT_ANSWER) * state.timings().discovery();
  }

  @Override
  long deadlineMillis() {
    return transitions.isSynchronizing() ? Long.MAX_VALUE : roundUntil;
  }

  private void startRound() {
    round++;
    asking = state.incarnation();
    roundBeforeSince = roundSince;
    roundSince = state.now();
    roundUntil = state.now() + roundMillis + state.chance().below(roundMillis / 4 + 1);
    roundMillis = Math.min(roundMillis * 2, longestRound());
    fresh.clear();
    normal.clear();
    // also another process with this number hears it: one of the two has to go
    state.out().add(new Effect.Broadcast(new AdmissionMessage.Hello(state.priority())));
    if (needsAdmission()) {
      state.membership().voters().stream()
          .filter(voter -> !voter.equals(state.self()))
          .forEach(this::request);
      considerColdStart();
    } else {
      roundMillis = state.timings().retry();
      state.out().add(new Effect.Ask(lookup, new Question.Lookup(state.configuration().group())));
    }
  }

  private void request(ServerId voter) {
    state.out().send(voter, new AdmissionMessage.RecoveryRequest(state.incarnation(), round));
  }

  /**
   * What was asked before it believed in this life it did not hear. If the life was raised since,
   * those that answered do not know of it: their answers are void, and a new round begins.
   */
  @Override
  public void onChallenge(ServerId from, AdmissionMessage.Challenge challenge) {
    if (!asking.equals(state.incarnation())) {
      roundUntil = state.now();
    } else if (needsAdmission() && state.membership().isVoter(from)) {
      request(from);
    }
  }

  /** There is somebody new to ask: no need to wait for the end of a long round. */
  private void askSoon() {
    roundMillis = leastRoundMillis;
    roundUntil = Math.min(roundUntil, state.now() + roundMillis / 2);
  }

  private long longestRound() {
    return LONGEST_ROUND_IN_RETRIES * state.timings().retry();
  }

  /** An answer came after its round: rounds as short as that one would all be in vain. */
  private void answeredLate(long ofRound) {
    boolean cutShort = ofRound == round - 1 && state.now() - roundBeforeSince < leastRoundMillis;
    if (lateRound < round && !cutShort) {
      lateRound = round;
      leastRoundMillis = Math.min(leastRoundMillis * 2, longestRound());
      roundMillis = Math.max(roundMillis, leastRoundMillis);
      roundUntil = Math.max(roundUntil, roundSince + leastRoundMillis);
    }
  }

  /** Nothing: it promises nothing, and does not even say so (protocol section 5). */
  @Override
  public void onWouldYou(ServerId from, ElectionMessage.WouldYou wouldYou) {}

  @Override
  public void onWillYou(ServerId from, ElectionMessage.WillYou willYou) {
    state.see(willYou.epoch());
  }

  @Override
  public void onRecoveryRequest(ServerId from, AdmissionMessage.RecoveryRequest request) {
    if (met.add(from)) {
      askSoon();
    }
    state
        .out()
        .send(from, new AdmissionMessage.FreshAnswer(request.incarnation(), request.round()));
  }

  @Override
  public void onFreshAnswer(ServerId from, AdmissionMessage.FreshAnswer answer) {
    if (isOfThisRound(answer.nonce(), answer.round()) && state.membership().isVoter(from)) {
      fresh.add(from);
      considerColdStart();
    }
  }

  @Override
  public void onNormalAnswer(ServerId from, AdmissionMessage.NormalAnswer answer) {
    if (!isOfThisRound(answer.nonce(), answer.round()) || !state.membership().isVoter(from)) {
      return;
    }
    if (answer.known().isAfter(state.incarnation())) {
      state.outlive(answer.known());
      return;
    }
    normal.put(from, answer.promised());
    if (answer.admitted()) {
      admit(answer.promised());
    } else {
      considerAdmission();
    }
  }

  @Override
  public void onOutlived(ServerId from, AdmissionMessage.Outlived outlived) {
    if (outlived.known().isAfter(state.incarnation())) {
      state.outlive(outlived.known());
      roundUntil = state.now();
    }
  }

  @Override
  public void onAppend(ServerId from, ReplicationMessage.Append append) {
    if (append.epoch().owner().equals(from)) {
      found(from, append.epoch());
    }
  }

  @Override
  public void onAnnouncement(ServerId from, ElectionMessage.Announcement announcement) {
    found(from, announcement.epoch());
  }

  private void found(ServerId master, Epoch epoch) {
    if (!needsAdmission()) {
      join(master);
    } else if (epoch.isAfter(foundEpoch)) {
      foundEpoch = epoch;
      askSoon();
    }
  }

  @Override
  public void onNameServer(long questionId, Answer answer) {
    if (questionId == lookup && !needsAdmission()) {
      answered |= !(answer instanceof Answer.WarmingUp);
      if (answer instanceof Answer.NoMaster none) {
        // it may not be heard again, and a master has to say what may be lost
        state.see(none.newestInSync());
      } else if (answer instanceof Answer.MasterIs masterIs) {
        state.see(masterIs.newestInSync());
        join(masterIs.retained().server());
      }
    }
  }

  private void join(ServerId master) {
    if (!transitions.isSynchronizing() && !master.equals(state.self())) {
      transitions.synchronize(master, "a newcomer found a master", true);
    }
  }

  private boolean isOfThisRound(Incarnation nonce, long ofRound) {
    if (nonce.equals(state.incarnation()) && ofRound < round) {
      answeredLate(ofRound);
    }
    return needsAdmission()
        && !transitions.isSynchronizing()
        && nonce.equals(state.incarnation())
        && ofRound == round;
  }

  private void considerColdStart() {
    if (fresh.size() + 1 == state.membership().voters().size()) {
      transitions.becomeBackup(Epoch.NONE);
    }
  }

  private void considerAdmission() {
    if (!state.rules().isAdmitted(normal.size(), state.membership().voters().size())) {
      return;
    }
    Epoch highest = Epoch.NONE;
    for (Epoch promised : normal.values()) {
      highest = Epoch.later(highest, promised);
    }
    if (highest.equals(normal.get(highest.owner()))) {
      admit(highest);
    }
  }

  private void admit(Epoch epoch) {
    required = epoch;
    transitions.synchronize(epoch.owner(), "a quorum vouches for this master", true);
  }
}
