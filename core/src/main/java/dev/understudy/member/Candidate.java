package dev.understudy.member;

import dev.understudy.group.Epoch;
import dev.understudy.group.InSync;
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
 * Stands for election (protocol section 5): first asks <em>would you?</em>, which binds nobody,
 * then <em>will you?</em>. CONSISTENT: a quorum of promises makes a master. AVAILABLE: the promises
 * of all who answer within the window, and no refusal.
 */
final class Candidate extends ServerRole {

  private record Given(Incarnation of, ElectionMessage.Promise promise) {}

  private final boolean handover;
  private final long nameServerQuestion;
  private final Set<ServerId> asked = new TreeSet<>();
  private final Set<ServerId> willing = new TreeSet<>();
  private final Map<ServerId, Given> promises = new TreeMap<>();
  private Epoch epoch;
  private boolean binding;
  private boolean nameServerPending;
  private InSync newestInSync;
  private long startedAt;
  private long until;

  Candidate(ServerState state, Transitions transitions, boolean handover) {
    super(state, transitions);
    this.handover = handover;
    this.epoch = state.nextOwnEpoch();
    this.newestInSync = state.inSync();
    this.nameServerQuestion = state.chance().nonce();
    this.nameServerPending = !handover && !state.isConsistent();
  }

  /** Begins; may end at once where nobody else is to be asked. */
  void start() {
    startedAt = state.now();
    until = startedAt + window();
    for (ServerId peer : state.peers()) {
      if (state.membership().isVoter(peer)) {
        asked.add(peer);
      }
    }
    if (handover) {
      willing.addAll(asked);
      askForPromises();
      return;
    }
    if (nameServerPending) {
      state
          .out()
          .add(
              new Effect.Ask(
                  nameServerQuestion, new Question.Lookup(state.configuration().group())));
    }
    asked.forEach(this::ask);
    considerWilling(false);
  }

  private long window() {
    return state.contention().stretched(state.timings().electionWindow());
  }

  private void ask(ServerId voter) {
    ElectionMessage question =
        binding
            ? new ElectionMessage.WillYou(epoch, state.lastKey())
            : new ElectionMessage.WouldYou(epoch, state.lastKey());
    state.out().send(voter, question);
  }

  /** What was asked before it believed in this life it did not hear. */
  @Override
  public void onChallenge(ServerId from, AdmissionMessage.Challenge challenge) {
    if (binding ? willing.contains(from) : asked.contains(from)) {
      ask(from);
    }
  }

  @Override
  Role role() {
    return Role.BACKUP;
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
  void tick() {
    if (state.now() < deadlineMillis()) {
      return;
    }
    if (state.isConsistent()) {
      abandon();
    } else if (binding) {
      win();
    } else {
      considerWilling(true);
    }
  }

  @Override
  long deadlineMillis() {
    // answers may have come, and wait to be read
    return until + state.lateMillis();
  }

  @Override
  public void onWouldPromise(ServerId from, ElectionMessage.WouldPromise would) {
    super.onWouldPromise(from, would);
    if (!binding && would.epoch().equals(epoch) && state.membership().isVoter(from)) {
      willing.add(from);
      considerWilling(false);
    }
  }

  @Override
  public void onWouldNot(ServerId from, ElectionMessage.WouldNot wouldNot) {
    super.onWouldNot(from, wouldNot);
    if (binding || !wouldNot.epoch().equals(epoch)) {
      return;
    }
    if (!wouldNot.master().isNone()) {
      state.out().send(wouldNot.master(), new AdmissionMessage.Hello(state.priority()));
      giveUp();
      if (!state.isConsistent()) {
        transitions.synchronize(wouldNot.master(), "a candidate found a master", false);
      }
    } else if (!state.isConsistent()) {
      abandon();
    }
  }

  @Override
  public void onPromise(ServerId from, ElectionMessage.Promise promise) {
    super.onPromise(from, promise);
    if (binding && promise.epoch().equals(epoch) && willing.contains(from)) {
      promises.put(from, new Given(state.incarnations().of(from), promise));
      newestInSync = later(newestInSync, promise.inSync());
      considerPromises();
    }
  }

  @Override
  public void onNoPromise(ServerId from, ElectionMessage.NoPromise no) {
    super.onNoPromise(from, no);
    boolean outbid = no.promised().isAfter(epoch);
    if (binding && no.epoch().equals(epoch) && (outbid || !state.isConsistent())) {
      abandon();
    }
  }

  @Override
  public void onNameServer(long questionId, Answer answer) {
    if (questionId != nameServerQuestion || !nameServerPending) {
      return;
    }
    nameServerPending = false;
    if (answer instanceof Answer.NoMaster none) {
      newestInSync = later(newestInSync, none.newestInSync());
    } else if (answer instanceof Answer.MasterIs masterIs) {
      newestInSync = later(newestInSync, masterIs.newestInSync());
      ServerId master = masterIs.retained().server();
      boolean renewed = masterIs.silentMillis() < state.timings().failure();
      if (renewed && !master.equals(state.self()) && asked.add(master)) {
        state.meet(master);
        ask(master);
      }
    }
    considerWilling(false);
  }

  @Override
  public void onAppend(ServerId from, ReplicationMessage.Append append) {
    if (state.rules().mayFollow(append.epoch(), state.promised())) {
      transitions.becomeBackup(append.epoch());
      transitions.current().onAppend(from, append);
    } else {
      state.see(append.epoch());
      state.out().send(from, new ReplicationMessage.Refused(state.promised()));
    }
  }

  @Override
  void promisedTo(Epoch promised) {
    transitions.becomeBackup(Epoch.NONE);
  }

  private void considerWilling(boolean windowOver) {
    if (binding) {
      return;
    }
    boolean enough =
        state.isConsistent() ? willing.size() + 1 >= state.quorum() : windowOver || allAreWilling();
    if (enough) {
      askForPromises();
    }
  }

  /** Whether all are; the master that fell silent is given less time than others to object. */
  private boolean allAreWilling() {
    ServerId lost = state.lastHeard().epoch().owner();
    boolean others =
        !nameServerPending
            && asked.stream().allMatch(one -> one.equals(lost) || willing.contains(one));
    if (others) {
      until = Math.min(until, startedAt + state.timings().electionStep());
    }
    return others && (willing.containsAll(asked) || state.now() >= deadlineMillis());
  }

  private void askForPromises() {
    binding = true;
    until = state.now() + window();
    epoch = state.nextOwnEpoch();
    state.promise(epoch);
    if (state.isConsistent()) {
      willing.addAll(asked);
    }
    willing.forEach(this::ask);
    considerPromises();
  }

  private void considerPromises() {
    boolean enough =
        state.isConsistent()
            ? countedPromises() + 1 >= state.quorum()
            : promises.keySet().containsAll(willing);
    if (enough) {
      win();
    }
  }

  /** A promise does not count if another one names a later life of its sender (section 5 (+)). */
  private int countedPromises() {
    int counted = 0;
    for (Map.Entry<ServerId, Given> one : promises.entrySet()) {
      boolean counts =
          state.rules().countsPromise(one.getKey(), one.getValue().of, state.incarnations().all());
      for (Map.Entry<ServerId, Given> other : promises.entrySet()) {
        counts =
            counts
                && state
                    .rules()
                    .countsPromise(
                        one.getKey(), one.getValue().of, other.getValue().promise.incarnations());
      }
      counted += counts ? 1 : 0;
    }
    return counted;
  }

  private void win() {
    promises.values().forEach(given -> given.promise.incarnations().forEach(state::meet));
    state.see(newestInSync);
    transitions.becomeMaster(
        epoch,
        promises.keySet(),
        handover ? Transitions.Mandate.HANDOVER : Transitions.Mandate.ELECTION);
  }

  private void abandon() {
    // in an AVAILABLE group it is a refusal that ends it
    state.contention().failed(state.isConsistent() ? state.quorum() - 1 : 1);
    giveUp();
  }

  private void giveUp() {
    transitions.becomeBackup(Epoch.NONE);
    if (transitions.current() instanceof Backup backup) {
      backup.electionTimer().backOff();
    }
  }

  private static InSync later(InSync one, InSync other) {
    return other.isAfter(one) ? other : one;
  }
}
