package dev.understudy.member;

import dev.understudy.group.Epoch;
import dev.understudy.group.InSync;
import dev.understudy.group.ServerId;
import dev.understudy.log.Digest;
import dev.understudy.log.Entry;
import dev.understudy.log.EntryKey;
import java.util.List;

/** Normal operation (protocol section 4). */
public sealed interface ReplicationMessage extends Message {

  void deliver(ServerId from, Recipient recipient);

  /**
   * Master to backup: entries that follow {@code previous}; without entries a heartbeat.
   *
   * @param round of reads and heartbeats; the acknowledgement names it
   */
  record Append(
      Epoch epoch,
      long round,
      EntryKey previous,
      List<Entry> entries,
      long commitIndex,
      InSync inSync)
      implements ReplicationMessage {
    public Append {
      entries = List.copyOf(entries);
    }

    /** The last entry that this append proves equal on both sides once it is accepted. */
    public long lastIndex() {
      return previous.index() + entries.size();
    }

    @Override
    public void deliver(ServerId from, Recipient recipient) {
      recipient.onAppend(from, this);
    }
  }

  /**
   * Backup to master: everything up to {@code verifiedIndex} is as the master has it.
   *
   * @param digest at the last entry executed here
   * @param inSyncNumber the newest in-sync set seen in this epoch
   */
  record Accepted(Epoch epoch, long round, long verifiedIndex, Digest digest, long inSyncNumber)
      implements ReplicationMessage {
    @Override
    public void deliver(ServerId from, Recipient recipient) {
      recipient.onAccepted(from, this);
    }
  }

  /** Backup to master: I hear you, but send from {@code nextIndex} on. */
  record Lacking(Epoch epoch, long round, long nextIndex) implements ReplicationMessage {
    @Override
    public void deliver(ServerId from, Recipient recipient) {
      recipient.onLacking(from, this);
    }
  }

  /** Backup to master: I hear you, but cannot follow; I synchronize. */
  record Synchronizing(Epoch epoch, long round) implements ReplicationMessage {
    @Override
    public void deliver(ServerId from, Recipient recipient) {
      recipient.onSynchronizing(from, this);
    }
  }

  /** Answer to anything of a master whose epoch is below the one that the sender promised. */
  record Refused(Epoch promised) implements ReplicationMessage {
    @Override
    public void deliver(ServerId from, Recipient recipient) {
      recipient.onRefused(from, this);
    }
  }

  /** Master to backup: your digest differs from mine at {@code index}; synchronize again. */
  record DigestDiffers(Epoch epoch, long index) implements ReplicationMessage {
    @Override
    public void deliver(ServerId from, Recipient recipient) {
      recipient.onDigestDiffers(from, this);
    }
  }

  /** Master to backup: what you lack is no longer held; synchronize. */
  record TooFarBehind(Epoch epoch) implements ReplicationMessage {
    @Override
    public void deliver(ServerId from, Recipient recipient) {
      recipient.onTooFarBehind(from, this);
    }
  }

  /** Who receives these. */
  interface Recipient {
    void onAppend(ServerId from, Append append);

    void onAccepted(ServerId from, Accepted accepted);

    void onLacking(ServerId from, Lacking lacking);

    void onSynchronizing(ServerId from, Synchronizing synchronizing);

    void onRefused(ServerId from, Refused refused);

    void onDigestDiffers(ServerId from, DigestDiffers differs);

    void onTooFarBehind(ServerId from, TooFarBehind behind);
  }
}
