package dev.understudy.member;

import dev.understudy.group.Epoch;
import dev.understudy.group.InSync;
import dev.understudy.group.Priority;
import dev.understudy.group.ServerId;
import dev.understudy.registry.Answer;
import dev.understudy.registry.Question;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which servers hold what a master committed (protocol section 4). CONSISTENT: for information, as
 * a quorum decides. AVAILABLE: every one of them must hold an entry before it is committed; one
 * that does not acknowledge in time is left out, but nothing is committed without it before the
 * rest, and a name server if one answers, know the smaller set (+).
 */
final class InSyncTracker {

  private final ServerState state;
  private final Replication replication;
  private final Epoch epoch;
  // of the servers of a set: who is preferred comes first
  private final Comparator<ServerId> order =
      Comparator.comparing(this::priority, Comparator.reverseOrder())
          .thenComparing(Comparator.naturalOrder());
  private InSync agreed;
  private Optional<InSync> proposed = Optional.empty();
  private long question;
  private long askedAt;
  private boolean nameServerKnows;

  InSyncTracker(
      ServerState state, Replication replication, Epoch epoch, Collection<ServerId> initially) {
    this.state = state;
    this.replication = replication;
    this.epoch = epoch;
    List<ServerId> servers = new ArrayList<>(initially);
    servers.remove(state.self());
    servers.add(state.self());
    agreed = new InSync(epoch, 0, List.of());
    if (state.isConsistent()) {
      agreed = new InSync(epoch, 1, ordered(servers));
    } else {
      propose(servers);
    }
  }

  /** The set that decides, or is to be told. */
  InSync newest() {
    return proposed.orElse(agreed);
  }

  /** Whether the set that decides is in force; before the first one is, nothing is committed. */
  boolean isAgreed() {
    return agreed.number() > 0;
  }

  /** AVAILABLE: the last entry that all in sync hold. */
  long heldByAll() {
    long held = isAgreed() ? state.log().lastIndex() : 0;
    for (ServerId server : agreed.servers()) {
      if (!server.equals(state.self())) {
        held = Math.min(held, replication.of(server).map(BackupProgress::matchIndex).orElse(0L));
      }
    }
    return held;
  }

  /** AVAILABLE: the last round that all in sync acknowledged. */
  long roundOfAll() {
    long round = isAgreed() ? replication.round() : -1;
    for (ServerId server : agreed.servers()) {
      if (!server.equals(state.self())) {
        round =
            Math.min(
                round, replication.of(server).map(BackupProgress::acknowledgedRound).orElse(0L));
      }
    }
    return round;
  }

  /** Follows what became known since; returns whether the set changed. */
  boolean update() {
    InSync before = newest();
    if (state.isConsistent()) {
      observe();
    } else {
      leaveOut();
      confirm();
      takeIn();
    }
    boolean changed = !newest().equals(before);
    if (changed) {
      state.follow(newest());
    }
    return changed;
  }

  void onNameServer(long questionId, Answer answer) {
    if (questionId == question
        && proposed.isPresent()
        && answer instanceof Answer.Confirmed confirmed
        && confirmed.inSync().equals(proposed.get())) {
      nameServerKnows = true;
    }
  }

  boolean isProposing() {
    return proposed.isPresent();
  }

  long deadlineMillis() {
    return proposed.isPresent()
        ? askedAt + state.patience(state.timings().answer())
        : Long.MAX_VALUE;
  }

  private void observe() {
    if (isStillInSync()) {
      return;
    }
    List<ServerId> servers = new ArrayList<>();
    servers.add(state.self());
    for (BackupProgress backup : replication.all()) {
      if (isInSync(backup)) {
        servers.add(backup.server());
      }
    }
    agreed = new InSync(epoch, agreed.number() + 1, ordered(servers));
  }

  /** Whether the agreed set is what would be observed now. Asked after each input: no garbage. */
  private boolean isStillInSync() {
    int inSync = 1;
    for (BackupProgress backup : replication.all()) {
      if (isInSync(backup)) {
        inSync++;
        if (!agreed.contains(backup.server())) {
          return false;
        }
      }
    }
    return inSync == agreed.servers().size() && isOrdered(agreed.servers());
  }

  private boolean isInSync(BackupProgress backup) {
    return isFollowing(backup, state.failureMillis()) && holdsCommitted(backup);
  }

  private boolean isOrdered(List<ServerId> servers) {
    for (int i = 1; i < servers.size(); i++) {
      if (order.compare(servers.get(i - 1), servers.get(i)) > 0) {
        return false;
      }
    }
    return true;
  }

  private void leaveOut() {
    List<ServerId> rest = new ArrayList<>();
    for (ServerId server : newest().servers()) {
      boolean stays =
          server.equals(state.self())
              || replication.of(server).filter(this::acknowledgesInTime).isPresent();
      if (stays) {
        rest.add(server);
      }
    }
    if (rest.size() < newest().servers().size()) {
      propose(rest);
    }
  }

  private void confirm() {
    if (proposed.isEmpty()) {
      return;
    }
    InSync smaller = proposed.get();
    boolean restKnows = true;
    for (ServerId server : smaller.servers()) {
      restKnows =
          restKnows
              && (server.equals(state.self())
                  || replication
                      .of(server)
                      .filter(backup -> backup.inSyncNumber() >= smaller.number())
                      .isPresent());
    }
    boolean silent = state.now() - askedAt >= state.patience(state.timings().answer());
    if (restKnows && (nameServerKnows || silent)) {
      agreed = smaller;
      proposed = Optional.empty();
    }
  }

  private void takeIn() {
    if (proposed.isPresent()) {
      return;
    }
    List<ServerId> servers = new ArrayList<>(agreed.servers());
    for (BackupProgress backup : replication.all()) {
      if (!agreed.contains(backup.server())
          && isFollowing(backup, state.patience(state.timings().acknowledge()))
          && acknowledgesInTime(backup)
          && holdsCommitted(backup)) {
        servers.add(backup.server());
      }
    }
    if (servers.size() > agreed.servers().size()) {
      agreed = new InSync(epoch, agreed.number() + 1, ordered(servers));
    }
  }

  private void propose(List<ServerId> servers) {
    long number = Math.max(agreed.number(), proposed.map(InSync::number).orElse(0L)) + 1;
    proposed = Optional.of(new InSync(epoch, number, ordered(servers)));
    nameServerKnows = false;
    question = state.chance().nonce();
    askedAt = state.now();
    state
        .out()
        .add(
            new Effect.Ask(
                question,
                new Question.ConfirmInSync(state.configuration().group(), proposed.get())));
  }

  private boolean acknowledgesInTime(BackupProgress backup) {
    long patience = state.patience(state.timings().acknowledge());
    boolean advances =
        backup.matchIndex() >= state.log().lastIndex()
            || state.now() - backup.advancedAt() < patience;
    boolean heard = state.now() - backup.acceptedAt() < patience;
    return heard && advances && !backup.isMismatched() && !backup.isSynchronizing();
  }

  private boolean isFollowing(BackupProgress backup, long patience) {
    return backup.hasAccepted()
        && state.now() - backup.acceptedAt() < patience
        && !backup.isMismatched()
        && !backup.isSynchronizing();
  }

  private boolean holdsCommitted(BackupProgress backup) {
    return backup.matchIndex() > 0 && backup.matchIndex() >= state.commitIndex();
  }

  private List<ServerId> ordered(List<ServerId> servers) {
    List<ServerId> ordered = new ArrayList<>(servers);
    ordered.sort(order);
    return ordered;
  }

  private Priority priority(ServerId server) {
    return server.equals(state.self()) ? state.priority() : replication.priorityOf(server);
  }
}
