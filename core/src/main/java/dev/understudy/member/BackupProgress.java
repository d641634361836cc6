package dev.understudy.member;

import dev.understudy.group.Incarnation;
import dev.understudy.group.Priority;
import dev.understudy.group.ServerId;
import dev.understudy.log.Log;

/** What a master knows of one other server in its epoch (protocol section 4). */
final class BackupProgress {

  private final ServerId server;
  private final Incarnation incarnation;
  private Priority priority = Priority.NORMAL;
  private long nextIndex;
  private long matchIndex;
  private long resendFrom;
  private long inFlightBytes;
  private long sentAt;
  private long advancedAt;
  private long triedAt;
  private long sentTo;
  private long acceptedAt;
  private long acknowledgedRound;
  private long sentRound;
  private long inSyncNumber;
  private long restsAt = Long.MIN_VALUE / 2;
  private long unansweredSince = Long.MAX_VALUE;
  private boolean accepted;
  private boolean synchronizing;
  private boolean mismatched;

  BackupProgress(ServerId server, Incarnation incarnation, long nextIndex, long now) {
    this.server = server;
    this.incarnation = incarnation;
    this.nextIndex = nextIndex;
    this.resendFrom = nextIndex;
    this.acceptedAt = now;
    this.advancedAt = now;
    this.triedAt = now;
    this.sentAt = Long.MIN_VALUE / 2;
  }

  ServerId server() {
    return server;
  }

  /** The life of the server that this progress belongs to; another life starts anew. */
  Incarnation incarnation() {
    return incarnation;
  }

  Priority priority() {
    return priority;
  }

  void prioritize(Priority changed) {
    priority = changed;
  }

  /** The next entry to send. */
  long nextIndex() {
    return nextIndex;
  }

  /** The last entry it is known to hold as the master does. */
  long matchIndex() {
    return matchIndex;
  }

  long inFlightBytes() {
    return inFlightBytes;
  }

  /** When anything was last sent to it. */
  long sentAt() {
    return sentAt;
  }

  long sentRound() {
    return sentRound;
  }

  /** When it last accepted this epoch; the time of election before it ever did. */
  long acceptedAt() {
    return acceptedAt;
  }

  /** Whether it ever accepted this epoch. */
  boolean hasAccepted() {
    return accepted;
  }

  long acknowledgedRound() {
    return acknowledgedRound;
  }

  /** The newest in-sync set it has seen in this epoch. */
  long inSyncNumber() {
    return inSyncNumber;
  }

  boolean isSynchronizing() {
    return synchronizing;
  }

  boolean isMismatched() {
    return mismatched;
  }

  void mismatch(boolean found) {
    mismatched = found;
  }

  void sent(long newNextIndex, long bytes, long round, long now) {
    if (nextIndex == resendFrom) {
      triedAt = now;
    }
    if (newNextIndex > nextIndex) {
      restsAt = Long.MIN_VALUE / 2;
    }
    if (matchIndex >= sentTo) {
      advancedAt = now;
    }
    nextIndex = newNextIndex;
    sentTo = Math.max(sentTo, newNextIndex - 1);
    inFlightBytes += bytes;
    sentRound = round;
    sentAt = now;
    unansweredSince = Math.min(unansweredSince, now);
  }

  /** It hears this master: no later epoch was promised there when it answered {@code round}. */
  void heard(long round, long now) {
    accepted = true;
    acceptedAt = now;
    unansweredSince = Long.MAX_VALUE;
    acknowledgedRound = Math.max(acknowledgedRound, round);
  }

  /**
   * Since when nothing was heard from itself though something was sent to it; in the far future if
   * it answered.
   */
  long unansweredSince() {
    return unansweredSince;
  }

  /** Its node says that it follows; {@code rests}: and that it has nothing to wait for. */
  void assured(boolean rests, long at) {
    acceptedAt = Math.max(acceptedAt, at);
    restsAt = rests ? Math.max(restsAt, at) : Long.MIN_VALUE / 2;
  }

  /** When its node last said that it has all there was, and waits for nothing. */
  long restsAt() {
    return restsAt;
  }

  void acknowledged(ReplicationMessage.Accepted ack, Log log, long now) {
    heard(ack.round(), now);
    synchronizing = false;
    inSyncNumber = Math.max(inSyncNumber, ack.inSyncNumber());
    long verified = Math.min(ack.verifiedIndex(), log.lastIndex());
    if (verified > matchIndex) {
      release(matchIndex + 1, Math.min(verified, nextIndex - 1), log);
      matchIndex = verified;
      advancedAt = now;
      triedAt = now;
      resendFrom = matchIndex + 1;
      nextIndex = Math.max(nextIndex, resendFrom);
    }
  }

  private void release(long from, long to, Log log) {
    for (long index = Math.max(from, log.firstIndex()); index <= to; index++) {
      inFlightBytes -= log.entryAt(index).size();
    }
    inFlightBytes = Math.max(0, inFlightBytes);
  }

  /** It lacks entries from that one on. */
  void lacks(long atRound, long index, long now) {
    heard(atRound, now);
    if (index < nextIndex) {
      rewind(index, now);
    }
  }

  /** Replication goes on with that entry. */
  void resumes(long index, long now) {
    heard(0, now);
    rewind(index, now);
  }

  /** It asks from {@code from} on. */
  void rewind(long from, long now) {
    synchronizing = false;
    nextIndex = Math.max(matchIndex + 1, from);
    resendFrom = nextIndex;
    inFlightBytes = 0;
    triedAt = now;
  }

  void synchronizes() {
    synchronizing = true;
  }

  /** The first entry that was sent, or is to be, and not acknowledged. */
  long resendFrom() {
    return resendFrom;
  }

  /**
   * When it last acknowledged a further entry, or had none to acknowledge; sending them again does
   * not count.
   */
  long advancedAt() {
    return advancedAt;
  }

  /** Whether something sent went unanswered for so long that it has to be sent again. */
  boolean isStuck(long now, long retryMillis) {
    return nextIndex > resendFrom && now - triedAt >= retryMillis;
  }
}
