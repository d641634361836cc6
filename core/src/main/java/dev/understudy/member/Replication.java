package dev.understudy.member;

import dev.understudy.group.Epoch;
import dev.understudy.group.InSync;
import dev.understudy.group.Incarnation;
import dev.understudy.group.Limits;
import dev.understudy.group.Priority;
import dev.understudy.group.ServerId;
import dev.understudy.group.Timings;
import dev.understudy.log.Entry;
import dev.understudy.log.EntryKey;
import dev.understudy.log.Log;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Sends a master's log to all other servers (protocol section 4): one append carries all that
 * gathered, up to a window of bytes is in flight to each, appends without entries are heartbeats.
 */
final class Replication {

  private final ServerState state;
  private final Epoch epoch;
  private final Map<ServerId, BackupProgress> backups = new TreeMap<>();
  private final long startedAt;
  // of the present send: what several servers lack is one message
  private Optional<ReplicationMessage.Append> shared = Optional.empty();
  private long round;

  Replication(ServerState state, Epoch epoch) {
    this.state = state;
    this.epoch = epoch;
    this.startedAt = state.now();
    state.peers().forEach(this::meet);
  }

  /** The progress of a server; a new life of it starts from nothing. */
  BackupProgress meet(ServerId server) {
    Incarnation incarnation = state.incarnations().of(server);
    BackupProgress known = backups.get(server);
    if (known != null && known.incarnation().equals(incarnation)) {
      return known;
    }
    BackupProgress fresh =
        new BackupProgress(server, incarnation, state.log().lastIndex() + 1, state.now());
    backups.put(server, fresh);
    return fresh;
  }

  Optional<BackupProgress> of(ServerId server) {
    return Optional.ofNullable(backups.get(server));
  }

  /** What a backup last said; normal if it said nothing. */
  Priority priorityOf(ServerId server) {
    BackupProgress backup = backups.get(server);
    return backup == null ? Priority.NORMAL : backup.priority();
  }

  Collection<BackupProgress> all() {
    return backups.values();
  }

  void forget(ServerId server) {
    backups.remove(server);
  }

  /** The round that appends name now. */
  long round() {
    return round;
  }

  void startRound() {
    round++;
  }

  /** Sends what each server lacks, and heartbeats to those who lack nothing and are due one. */
  void send(InSync inSync) {
    for (BackupProgress backup : backups.values()) {
      boolean due = state.now() >= heartbeatMillis(backup);
      if (backup.isStuck(state.now(), 2 * state.timings().retry())) {
        backup.rewind(backup.resendFrom(), state.now());
      }
      if (!sendEntries(backup, inSync) && (due || backup.sentRound() < round)) {
        sendHeartbeat(backup, inSync);
      }
    }
    shared = Optional.empty();
  }

  /**
   * When the next heartbeat is due. One whose node says that it waits for nothing is sent few: the
   * nodes keep each other informed. If they do not, it has heartbeats again before it misses them.
   */
  private long heartbeatMillis(BackupProgress backup) {
    Timings timings = state.timings();
    long next = backup.sentAt() + timings.heartbeat();
    long endMillis = backup.restsAt() + silenceMillis();
    return endMillis < next ? next : Math.min(endMillis, backup.sentAt() + state.checkMillis());
  }

  /**
   * For so long nothing need be heard. Longer if this server is late, also before it sends
   * heartbeats again: it is the other node's beats that are missing, which may wait to be read
   * here, and this node's beats go on. If late masters all began to send, they would be later.
   */
  private long silenceMillis() {
    return state.failureMillis() - 2 * state.timings().heartbeat();
  }

  /** When something is to be sent to somebody, or a server's silence begins to count. */
  long deadlineMillis() {
    long deadline = Long.MAX_VALUE;
    for (BackupProgress backup : backups.values()) {
      deadline = Math.min(deadline, heartbeatMillis(backup));
      deadline = Math.min(deadline, silenceCountsMillis(backup));
    }
    return deadline;
  }

  private long silenceCountsMillis(BackupProgress backup) {
    Timings timings = state.timings();
    long patience =
        state.patience(state.isConsistent() ? timings.failure() : timings.acknowledge());
    long at = backup.acceptedAt() + patience;
    return at >= state.now() ? at : Long.MAX_VALUE;
  }

  /**
   * A node speaks for a backup of this epoch: it follows, or more than that, it has everything. Not
   * while the backup itself leaves unanswered what was sent to it: one of the two may be deaf.
   */
  void assured(ServerId from, LifeSign.Follows sign, long atMillis, InSync inSync) {
    BackupProgress backup = backups.get(from);
    if (backup != null
        && backup.hasAccepted()
        && backup.incarnation().equals(sign.life())
        && state.now() - backup.unansweredSince() < silenceMillis()) {
      boolean rests =
          backup.matchIndex() == state.log().lastIndex()
              && sign.verifiedIndex() == backup.matchIndex()
              && sign.commitIndex() == state.commitIndex()
              && sign.inSyncNumber() == inSync.number();
      backup.assured(rests, atMillis);
    }
  }

  /** Sends a heartbeat at once. */
  void greet(BackupProgress backup, InSync inSync) {
    sendHeartbeat(backup, inSync);
  }

  private boolean sendEntries(BackupProgress backup, InSync inSync) {
    Log log = state.log();
    boolean sent = false;
    while (!backup.isSynchronizing()
        && backup.hasAccepted()
        && backup.nextIndex() <= log.lastIndex()
        && log.knowsEpochAt(backup.nextIndex() - 1)
        && backup.inFlightBytes() < state.limits().windowBytes()) {
      send(backup, appendFor(backup, inSync));
      sent = true;
    }
    return sent;
  }

  /** The one for the server before, if it fits: backups mostly lack the same. */
  private ReplicationMessage.Append appendFor(BackupProgress backup, InSync inSync) {
    long before = backup.nextIndex() - 1;
    long most = Math.min(Limits.FRAME_BYTES, state.limits().windowBytes() - backup.inFlightBytes());
    Optional<ReplicationMessage.Append> fitting =
        shared
            .filter(append -> append.previous().index() == before)
            .filter(append -> bytesOf(append) <= most);
    ReplicationMessage.Append append =
        fitting.orElseGet(
            () ->
                append(
                    before,
                    state.log().from(before + 1, state.limits().appendEntries(), most),
                    inSync));
    shared = Optional.of(append);
    return append;
  }

  private ReplicationMessage.Append append(long before, List<Entry> entries, InSync inSync) {
    EntryKey previous = new EntryKey(state.log().epochAt(before), before);
    return new ReplicationMessage.Append(
        epoch, round, previous, entries, state.commitIndex(), inSync);
  }

  private void sendHeartbeat(BackupProgress backup, InSync inSync) {
    long before = backup.nextIndex() - 1;
    if (state.log().knowsEpochAt(before)) {
      send(backup, append(before, List.of(), inSync));
    } else {
      state.out().send(backup.server(), new ReplicationMessage.TooFarBehind(epoch));
      backup.sent(backup.nextIndex(), 0, round, state.now());
    }
  }

  private void send(BackupProgress backup, ReplicationMessage.Append append) {
    state.out().send(backup.server(), append);
    backup.sent(append.lastIndex() + 1, bytesOf(append), round, state.now());
  }

  private static long bytesOf(ReplicationMessage.Append append) {
    long bytes = 0;
    for (Entry entry : append.entries()) {
      bytes += entry.size();
    }
    return bytes;
  }

  /** The highest index that a quorum of voters holds (CONSISTENT). */
  long heldByQuorum() {
    return atQuorum(state.log().lastIndex(), Reading.MATCH);
  }

  /** The latest round that a quorum of voters acknowledged (CONSISTENT). */
  long roundOfQuorum() {
    return atQuorum(round, Reading.ROUND);
  }

  /**
   * Whether a quorum of voters accepted this epoch within the failure timeout (CONSISTENT).
   *
   * @param patient for the first time it may take as long as it likes
   */
  boolean isAcceptedByQuorum(boolean patient) {
    long acceptedAt = atQuorum(state.now(), Reading.TIME);
    boolean waits = patient && acceptedAt == Long.MIN_VALUE;
    return waits || state.now() - Math.max(acceptedAt, startedAt) < state.failureMillis();
  }

  private enum Reading {
    MATCH,
    ROUND,
    TIME
  }

  private long atQuorum(long own, Reading reading) {
    List<ServerId> voters = state.membership().voters();
    long[] values = new long[voters.size()];
    for (int i = 0; i < values.length; i++) {
      ServerId voter = voters.get(i);
      BackupProgress backup = backups.get(voter);
      values[i] =
          voter.equals(state.self())
              ? own
              : backup == null ? least(reading) : read(backup, reading);
    }
    Arrays.sort(values);
    return values[values.length - state.quorum()];
  }

  private static long least(Reading reading) {
    return reading == Reading.TIME ? Long.MIN_VALUE : 0;
  }

  private static long read(BackupProgress backup, Reading reading) {
    return switch (reading) {
      case MATCH -> backup.matchIndex();
      case ROUND -> backup.acknowledgedRound();
      case TIME -> backup.hasAccepted() ? backup.acceptedAt() : Long.MIN_VALUE;
    };
  }
}
