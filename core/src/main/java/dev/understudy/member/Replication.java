package dev.understudy.member;

import dev.understudy.group.Epoch;
import dev.understudy.group.InSync;
import dev.understudy.group.Incarnation;
import dev.understudy.group.ServerId;
import dev.understudy.log.Entry;
import dev.understudy.log.EntryKey;
import dev.understudy.log.Log;
import java.util.ArrayList;
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

  /** Sends what each server lacks; {@code heartbeat}: also to those who lack nothing. */
  void send(InSync inSync) {
    for (BackupProgress backup : backups.values()) {
      boolean due = state.now() - backup.sentAt() >= state.timings().heartbeat();
      if (backup.isStuck(state.now(), 2 * state.timings().retry())) {
        backup.rewind(backup.resendFrom(), state.now());
      }
      if (!sendEntries(backup, inSync) && (due || backup.sentRound() < round)) {
        sendFrom(backup, inSync, List.of());
      }
    }
  }

  /** Sends a heartbeat at once. */
  void greet(BackupProgress backup, InSync inSync) {
    sendFrom(backup, inSync, List.of());
  }

  private boolean sendEntries(BackupProgress backup, InSync inSync) {
    Log log = state.log();
    boolean sent = false;
    while (!backup.isSynchronizing()
        && backup.hasAccepted()
        && backup.nextIndex() <= log.lastIndex()
        && log.knowsEpochAt(backup.nextIndex() - 1)
        && backup.inFlightBytes() < state.limits().windowBytes()) {
      List<Entry> entries =
          log.from(
              backup.nextIndex(),
              state.limits().appendEntries(),
              state.limits().windowBytes() - backup.inFlightBytes());
      sendFrom(backup, inSync, entries);
      sent = true;
    }
    return sent;
  }

  private void sendFrom(BackupProgress backup, InSync inSync, List<Entry> entries) {
    Log log = state.log();
    if (!log.knowsEpochAt(backup.nextIndex() - 1)) {
      state.out().send(backup.server(), new ReplicationMessage.TooFarBehind(epoch));
      backup.sent(backup.nextIndex(), 0, round, state.now());
      return;
    }
    long before = backup.nextIndex() - 1;
    EntryKey previous = new EntryKey(log.epochAt(before), before);
    long bytes = 0;
    for (Entry entry : entries) {
      bytes += entry.size();
    }
    state
        .out()
        .send(
            backup.server(),
            new ReplicationMessage.Append(
                epoch, round, previous, entries, state.commitIndex(), inSync));
    backup.sent(before + entries.size() + 1, bytes, round, state.now());
  }

  /** The highest index that a quorum of voters holds (CONSISTENT). */
  long heldByQuorum() {
    return atQuorum(state.log().lastIndex(), Reading.MATCH);
  }

  /** The latest round that a quorum of voters acknowledged (CONSISTENT). */
  long roundOfQuorum() {
    return atQuorum(round, Reading.ROUND);
  }

  /** The latest time at which a quorum of voters had accepted this epoch (CONSISTENT). */
  long acceptedByQuorumAt() {
    return atQuorum(state.now(), Reading.TIME);
  }

  /** Whether a quorum ever accepted this epoch. */
  boolean everAcceptedByQuorum() {
    return acceptedByQuorumAt() > Long.MIN_VALUE;
  }

  long startedAt() {
    return startedAt;
  }

  private enum Reading {
    MATCH,
    ROUND,
    TIME
  }

  private long atQuorum(long own, Reading reading) {
    List<Long> values = new ArrayList<>();
    for (ServerId voter : state.membership().voters()) {
      BackupProgress backup = backups.get(voter);
      values.add(
          voter.equals(state.self())
              ? own
              : backup == null ? least(reading) : read(backup, reading));
    }
    values.sort(null);
    return values.get(values.size() - state.quorum());
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
