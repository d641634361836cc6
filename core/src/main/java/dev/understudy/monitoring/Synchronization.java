package dev.understudy.monitoring;

import dev.understudy.group.Epoch;
import dev.understudy.group.EventType;
import dev.understudy.group.ServerId;
import dev.understudy.log.DivergedRecord;
import dev.understudy.member.SynchronizationMessage;
import dev.understudy.member.SynchronizationMessage.Chunk;
import dev.understudy.member.SynchronizationMessage.DivergedTaken;
import dev.understudy.member.SynchronizationMessage.DivergedWanted;
import dev.understudy.member.SynchronizationMessage.NoTransfer;
import dev.understudy.member.SynchronizationMessage.NotMaster;
import dev.understudy.member.SynchronizationMessage.Offer;
import dev.understudy.member.SynchronizationMessage.Preparing;
import dev.understudy.member.SynchronizationMessage.Resume;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Recovery step 2 (protocol section 7, claims 7 and 8): hands over what lies beyond the fork,
 * downloads the master's state, and has it adopted as a whole or not at all.
 *
 * <p>Only an attempt that the master served counts as failed. A master that does not answer, or is
 * none, leaves everything as it was.
 */
public final class Synchronization {

  /** How an attempt ended. */
  public enum Outcome {
    /** Still going on, or not begun. */
    OPEN,
    SUCCEEDED,
    /** The master served it, and it failed all the same. */
    FAILED,
    /** The master did not answer or is none. */
    UNKNOWN
  }

  private enum Phase {
    IDLE,
    ASKING,
    COLLECTING,
    HANDING,
    DOWNLOADING,
    RESTORING
  }

  private static final int RECORDS_PER_PART = 64;

  /** Ticks come once in a retry at least, as something is to be repeated then. */
  private static final int STANDSTILL_IN_RETRIES = 3;

  /** A part is one frame, and a frame that is too long is dropped. */
  private static final long BYTES_PER_PART = 4 * 1024 * 1024;

  private final MonitoredServer server;
  private Phase phase = Phase.IDLE;
  private Outcome outcome = Outcome.OPEN;
  private ServerId master = ServerId.NONE;
  private Epoch epoch = Epoch.NONE;
  private long attempt;
  private boolean download;
  private long fork;
  private List<List<DivergedRecord>> parts = List.of();
  private int part;
  private Optional<Transfer> transfer = Optional.empty();
  private long sentAt;
  private long heardAt;
  private long tickedAt;
  private int badChunks;
  private String failure = "";

  public Synchronization(MonitoredServer server) {
    this.server = server;
  }

  public boolean isActive() {
    return phase != Phase.IDLE;
  }

  public ServerId master() {
    return master;
  }

  /** The epoch in which the state that is being fetched was offered. */
  public Epoch epoch() {
    return epoch;
  }

  public Outcome outcome() {
    return outcome;
  }

  /** Why it failed. */
  public String failure() {
    return failure;
  }

  /** Bytes of the state that have arrived; 0 while none is being fetched. */
  public int receivedBytes() {
    return transfer.map(Transfer::received).orElse(0);
  }

  /** Bytes of the state that is being fetched; 0 while none is. */
  public int totalBytes() {
    return transfer.map(open -> open.offer().totalBytes()).orElse(0);
  }

  /** Begins an attempt; {@code download}: even if the log here merely lacks entries. */
  public void begin(ServerId from, boolean mistrusted) {
    master = from;
    download = mistrusted;
    attempt = server.nonce();
    outcome = Outcome.OPEN;
    phase = Phase.ASKING;
    transfer = Optional.empty();
    badChunks = 0;
    heardAt = server.now();
    tickedAt = server.now();
    server.tell(server.event(EventType.SYNCHRONIZATION_STARTED).with("from", from.number()));
    request();
  }

  /** Gives the attempt up; the state stays as it is. */
  public void abandon() {
    if (phase != Phase.IDLE) {
      end(Outcome.UNKNOWN, "given up");
    }
  }

  public void tick() {
    if (phase == Phase.IDLE || phase == Phase.RESTORING) {
      return;
    }
    noteStandstill();
    if (phase == Phase.COLLECTING) {
      collect();
    } else if (server.now() - heardAt >= server.timings().synchronization()) {
      end(Outcome.UNKNOWN, master + " does not answer");
    } else if (server.now() - sentAt >= server.timings().retry()) {
      repeat();
    }
  }

  /**
   * Time in which this server itself stood still is no silence of the master: what that said
   * meanwhile is about to be read. It stands still while it makes room for a large state, say.
   */
  private void noteStandstill() {
    long since = server.now() - tickedAt;
    tickedAt = server.now();
    if (since > STANDSTILL_IN_RETRIES * server.timings().retry()) {
      heardAt += since;
      sentAt += since;
    }
  }

  public long deadlineMillis() {
    return phase == Phase.IDLE || phase == Phase.RESTORING
        ? Long.MAX_VALUE
        : phase == Phase.COLLECTING ? server.now() : sentAt + server.timings().retry();
  }

  public void onResume(Resume resume) {
    if (phase == Phase.ASKING && resume.attempt() == attempt && server.mayFollow(resume.epoch())) {
      epoch = resume.epoch();
      server.resume(master, epoch);
      end(Outcome.SUCCEEDED, "");
    }
  }

  public void onDivergedWanted(DivergedWanted wanted) {
    if (phase == Phase.ASKING && wanted.attempt() == attempt) {
      heardAt = server.now();
      fork = wanted.fork();
      phase = Phase.COLLECTING;
      collect();
    }
  }

  public void onDivergedTaken(DivergedTaken taken) {
    if (phase != Phase.HANDING || taken.attempt() != attempt) {
      return;
    }
    heardAt = server.now();
    if (taken.part() == part && part + 1 < parts.size()) {
      part++;
      handPart();
    }
  }

  /** The master answers, though it has nothing to offer yet. */
  public void onPreparing(Preparing preparing) {
    if ((phase == Phase.ASKING || phase == Phase.HANDING) && preparing.attempt() == attempt) {
      heardAt = server.now();
    }
  }

  public void onOffer(Offer offer) {
    boolean expected = phase == Phase.ASKING || phase == Phase.HANDING;
    if (!expected || offer.attempt() != attempt) {
      return;
    }
    heardAt = server.now();
    if (!server.mayFollow(offer.epoch())) {
      end(Outcome.UNKNOWN, "the offer is of an epoch below the one promised");
    } else if (offer.totalBytes() > server.mostStateBytes() || offer.totalBytes() < 0) {
      end(Outcome.FAILED, "the state is larger than the limit");
    } else {
      epoch = offer.epoch();
      transfer = Optional.of(new Transfer(offer, server.chunkBytes()));
      phase = Phase.DOWNLOADING;
      requestChunks();
    }
  }

  public void onChunk(Chunk chunk) {
    if (phase != Phase.DOWNLOADING || transfer.isEmpty()) {
      return;
    }
    Transfer open = transfer.get();
    if (chunk.transfer() != open.offer().transfer()) {
      return;
    }
    heardAt = server.now();
    if (!open.take(chunk)) {
      badChunks++;
      if (badChunks > server.mostAttempts()) {
        end(Outcome.FAILED, "chunks arrive with wrong checksums");
      }
      return;
    }
    int total = open.offer().totalBytes();
    if (server.isComplete(
        open.received(), total, open.received() == total && open.isChecksumRight())) {
      phase = Phase.RESTORING;
      server.restore(open.bytes());
    } else if (open.received() == total) {
      end(Outcome.FAILED, "the state arrived with a wrong checksum");
    } else if (open.wantsMore()) {
      requestChunks();
    }
  }

  public void onNoTransfer(NoTransfer gone) {
    boolean mine =
        phase == Phase.DOWNLOADING
            && transfer.isPresent()
            && transfer.get().offer().transfer() == gone.transfer();
    if (mine) {
      end(Outcome.UNKNOWN, master + " no longer holds the state");
    }
  }

  public void onNotMaster(NotMaster notMaster) {
    if (phase != Phase.IDLE && phase != Phase.RESTORING && notMaster.attempt() == attempt) {
      end(Outcome.UNKNOWN, master + " is not a master");
    }
  }

  /** The state that was fetched is in force, or could not be taken and the old one is. */
  public void restored(boolean taken, String reason) {
    if (phase == Phase.RESTORING) {
      end(taken ? Outcome.SUCCEEDED : Outcome.FAILED, reason);
    }
  }

  private void collect() {
    if (!server.isExecuted()) {
      return;
    }
    List<DivergedRecord> records = server.beyond(fork);
    parts = inParts(records);
    if (!records.isEmpty()) {
      server.tell(
          server
              .event(EventType.DIVERGED)
              .with("records", records.size())
              .with("fork", fork)
              .with("to", master.number()));
    }
    part = 0;
    phase = Phase.HANDING;
    handPart();
  }

  /** As many to a part as both bounds allow, at least one if there is one; at least one part. */
  private static List<List<DivergedRecord>> inParts(List<DivergedRecord> records) {
    List<List<DivergedRecord>> parts = new ArrayList<>();
    int from = 0;
    while (from < records.size() || parts.isEmpty()) {
      int to = from;
      long bytes = 0;
      while (to < records.size()
          && to - from < RECORDS_PER_PART
          && (to == from || bytes + records.get(to).size() <= BYTES_PER_PART)) {
        bytes += records.get(to).size();
        to++;
      }
      parts.add(List.copyOf(records.subList(from, to)));
      from = to;
    }
    return parts;
  }

  private void repeat() {
    if (phase == Phase.ASKING) {
      request();
    } else if (phase == Phase.HANDING) {
      handPart();
    } else {
      requestChunks();
    }
  }

  private void request() {
    send(server.request(attempt, download));
  }

  private void handPart() {
    send(
        new SynchronizationMessage.DivergedPart(
            attempt, part, parts.get(part), part == parts.size() - 1));
  }

  private void requestChunks() {
    transfer.ifPresent(open -> send(open.request()));
  }

  private void send(SynchronizationMessage message) {
    sentAt = server.now();
    server.send(master, message);
  }

  private void end(Outcome how, String why) {
    phase = Phase.IDLE;
    outcome = how;
    failure = why;
    transfer = Optional.empty();
    parts = List.of();
    if (how == Outcome.SUCCEEDED) {
      server.tell(server.event(EventType.SYNCHRONIZATION_COMPLETED).with("from", master.number()));
    } else {
      server.tell(
          server
              .event(EventType.SYNCHRONIZATION_FAILED)
              .with("from", master.number())
              .with("reason", why)
              .with("counts", how == Outcome.FAILED));
    }
  }
}
