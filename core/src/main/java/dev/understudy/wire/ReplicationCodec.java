package dev.understudy.wire;

import dev.understudy.group.Epoch;
import dev.understudy.group.ServerId;
import dev.understudy.log.BytesReader.MalformedException;
import dev.understudy.log.Entry;
import dev.understudy.log.EntryKey;
import dev.understudy.member.ReplicationMessage;
import dev.understudy.member.ReplicationMessage.Accepted;
import dev.understudy.member.ReplicationMessage.Append;
import dev.understudy.member.ReplicationMessage.DigestDiffers;
import dev.understudy.member.ReplicationMessage.Lacking;
import dev.understudy.member.ReplicationMessage.Refused;
import dev.understudy.member.ReplicationMessage.Synchronizing;
import dev.understudy.member.ReplicationMessage.TooFarBehind;
import java.util.ArrayList;
import java.util.List;

/** Messages of normal operation. An {@link Append} is read only if its entries form a log. */
final class ReplicationCodec implements ReplicationMessage.Recipient {

  /** Entries of one append. */
  static final int MOST_ENTRIES = 65_536;

  private static final int APPEND = 1;
  private static final int ACCEPTED = 2;
  private static final int LACKING = 3;
  private static final int SYNCHRONIZING = 4;
  private static final int REFUSED = 5;
  private static final int DIGEST_DIFFERS = 6;
  private static final int TOO_FAR_BEHIND = 7;

  /** Besides its payload, with room for numbers that are high. */
  private static final int BYTES_PER_ENTRY = 32;

  private final FrameWriter out;

  ReplicationCodec(FrameWriter out) {
    this.out = out;
  }

  static int expectedBytes(ReplicationMessage message) {
    if (!(message instanceof Append append)) {
      return 0;
    }
    int expected = 0;
    for (Entry entry : append.entries()) {
      expected += entry.size() + BYTES_PER_ENTRY;
    }
    return expected;
  }

  static void write(FrameWriter out, ReplicationMessage message) {
    message.deliver(ServerId.NONE, new ReplicationCodec(out));
  }

  static ReplicationMessage read(FrameReader in) {
    int kind = in.kind();
    return switch (kind) {
      case APPEND -> append(in);
      case ACCEPTED ->
          new Accepted(in.epoch(), in.natural(), in.natural(), in.digest(), in.natural());
      case LACKING -> new Lacking(in.epoch(), in.natural(), in.natural());
      case SYNCHRONIZING -> new Synchronizing(in.epoch(), in.natural());
      case REFUSED -> new Refused(in.epoch());
      case DIGEST_DIFFERS -> new DigestDiffers(in.epoch(), in.natural());
      case TOO_FAR_BEHIND -> new TooFarBehind(in.epoch());
      default -> throw FrameReader.unknownKind("replication message", kind);
    };
  }

  @Override
  public void onAppend(ServerId from, Append append) {
    out.kind(APPEND).epoch(append.epoch()).number(append.round()).key(append.previous());
    out.list(append.entries(), out.entries()::entry);
    out.number(append.commitIndex()).inSync(append.inSync());
  }

  @Override
  public void onAccepted(ServerId from, Accepted accepted) {
    out.kind(ACCEPTED).epoch(accepted.epoch()).number(accepted.round());
    out.number(accepted.verifiedIndex()).digest(accepted.digest());
    out.number(accepted.inSyncNumber());
  }

  @Override
  public void onLacking(ServerId from, Lacking lacking) {
    out.kind(LACKING).epoch(lacking.epoch()).number(lacking.round());
    out.number(lacking.nextIndex());
  }

  @Override
  public void onSynchronizing(ServerId from, Synchronizing synchronizing) {
    out.kind(SYNCHRONIZING).epoch(synchronizing.epoch()).number(synchronizing.round());
  }

  @Override
  public void onRefused(ServerId from, Refused refused) {
    out.kind(REFUSED).epoch(refused.promised());
  }

  @Override
  public void onDigestDiffers(ServerId from, DigestDiffers differs) {
    out.kind(DIGEST_DIFFERS).epoch(differs.epoch()).number(differs.index());
  }

  @Override
  public void onTooFarBehind(ServerId from, TooFarBehind behind) {
    out.kind(TOO_FAR_BEHIND).epoch(behind.epoch());
  }

  private static Append append(FrameReader in) {
    Epoch epoch = in.epoch();
    long round = in.natural();
    EntryKey previous = in.key();
    List<Entry> entries = entries(in, previous, epoch);
    return new Append(epoch, round, previous, entries, in.natural(), in.inSync());
  }

  private static List<Entry> entries(FrameReader in, EntryKey previous, Epoch master) {
    int size = in.count(MOST_ENTRIES);
    if (size == 0) {
      return List.of();
    }
    List<Entry> entries = new ArrayList<>(Math.min(size, 2_048));
    long nextIndex = previous.index() + 1;
    Epoch epoch = previous.epoch();
    long clock = 0;
    for (int i = 0; i < size; i++) {
      Entry entry = in.entries().entry();
      if (entry.index() != nextIndex++
          || entry.epoch().isBefore(epoch)
          || entry.clockMillis() < clock) {
        throw new MalformedException("an entry that does not follow the one before");
      }
      epoch = entry.epoch();
      clock = entry.clockMillis();
      entries.add(entry);
    }
    if (epoch.isAfter(master)) {
      throw new MalformedException("an entry of a later epoch than its master's");
    }
    return entries;
  }
}
