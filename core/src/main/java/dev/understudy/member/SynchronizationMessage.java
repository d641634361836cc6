package dev.understudy.member;

import dev.understudy.group.Epoch;
import dev.understudy.group.ServerId;
import dev.understudy.log.Bytes;
import dev.understudy.log.DivergedRecord;
import dev.understudy.log.EpochHistory;
import java.util.List;

/**
 * How a server gets the state of its master (protocol section 7, recovery step 2). The learner
 * asks, the master serves; {@code attempt} is chosen by the learner and told back.
 */
public sealed interface SynchronizationMessage extends Message {

  void deliver(ServerId from, Recipient recipient);

  /**
   * Learner to master: bring me to your state.
   *
   * @param promised the highest epoch the learner promised
   * @param history of its log, which is {@code lastIndex} entries long
   * @param download a log that continues is not enough: the learner mistrusts its state
   */
  record SynchronizationRequest(
      long attempt, Epoch promised, EpochHistory history, long lastIndex, boolean download)
      implements SynchronizationMessage {
    @Override
    public void deliver(ServerId from, Recipient recipient) {
      recipient.onSynchronizationRequest(from, this);
    }
  }

  /** Master to learner: your log is a beginning of mine; I send what follows. */
  record Resume(long attempt, Epoch epoch) implements SynchronizationMessage {
    @Override
    public void deliver(ServerId from, Recipient recipient) {
      recipient.onResume(from, this);
    }
  }

  /** Master to learner: our logs fork after {@code fork}; first hand me what lies beyond. */
  record DivergedWanted(long attempt, Epoch epoch, long fork) implements SynchronizationMessage {
    @Override
    public void deliver(ServerId from, Recipient recipient) {
      recipient.onDivergedWanted(from, this);
    }
  }

  /**
   * Learner to master: a part of what lies beyond the fork.
   *
   * @param part counts from 0
   * @param last whether it is the last part
   */
  record DivergedPart(long attempt, int part, List<DivergedRecord> records, boolean last)
      implements SynchronizationMessage {
    public DivergedPart {
      records = List.copyOf(records);
    }

    @Override
    public void deliver(ServerId from, Recipient recipient) {
      recipient.onDivergedPart(from, this);
    }
  }

  /** Master to learner: {@code part} is in my log. */
  record DivergedTaken(long attempt, int part) implements SynchronizationMessage {
    @Override
    public void deliver(ServerId from, Recipient recipient) {
      recipient.onDivergedTaken(from, this);
    }
  }

  /** Master to learner: my service writes its state for you; that may take long. */
  record Preparing(long attempt) implements SynchronizationMessage {
    @Override
    public void deliver(ServerId from, Recipient recipient) {
      recipient.onPreparing(from, this);
    }
  }

  /** Master to learner: a state is ready to be fetched. */
  record Offer(long attempt, Epoch epoch, long transfer, int totalBytes, long checksum)
      implements SynchronizationMessage {
    @Override
    public void deliver(ServerId from, Recipient recipient) {
      recipient.onOffer(from, this);
    }
  }

  /** Learner to master: send me {@code bytes} from {@code offset} on. */
  record ChunkRequest(long transfer, int offset, int bytes) implements SynchronizationMessage {
    @Override
    public void deliver(ServerId from, Recipient recipient) {
      recipient.onChunkRequest(from, this);
    }
  }

  /** Master to learner. {@code checksum} is that of the chunk. */
  record Chunk(long transfer, int offset, Bytes bytes, long checksum)
      implements SynchronizationMessage {
    @Override
    public void deliver(ServerId from, Recipient recipient) {
      recipient.onChunk(from, this);
    }
  }

  /** Master to learner: that transfer is not, or no longer, there; ask anew. */
  record NoTransfer(long transfer) implements SynchronizationMessage {
    @Override
    public void deliver(ServerId from, Recipient recipient) {
      recipient.onNoTransfer(from, this);
    }
  }

  /** I am not a master; {@code master} is, as far as I know. */
  record NotMaster(long attempt, Epoch promised, ServerId master)
      implements SynchronizationMessage {
    @Override
    public void deliver(ServerId from, Recipient recipient) {
      recipient.onNotMaster(from, this);
    }
  }

  /** Learner to master: may I terminate, having failed {@code attempts} times? (CONSISTENT) */
  record MayTerminate(int attempts) implements SynchronizationMessage {
    @Override
    public void deliver(ServerId from, Recipient recipient) {
      recipient.onMayTerminate(from, this);
    }
  }

  /** Master to learner: a quorum without you is in sync. */
  record DoTerminate() implements SynchronizationMessage {
    @Override
    public void deliver(ServerId from, Recipient recipient) {
      recipient.onDoTerminate(from, this);
    }
  }

  /** Who receives these: a learner's half and a master's half. */
  interface Recipient {
    void onSynchronizationRequest(ServerId from, SynchronizationRequest request);

    void onDivergedPart(ServerId from, DivergedPart part);

    void onChunkRequest(ServerId from, ChunkRequest request);

    void onMayTerminate(ServerId from, MayTerminate request);

    void onResume(ServerId from, Resume resume);

    void onDivergedWanted(ServerId from, DivergedWanted wanted);

    void onDivergedTaken(ServerId from, DivergedTaken taken);

    void onOffer(ServerId from, Offer offer);

    void onChunk(ServerId from, Chunk chunk);

    void onPreparing(ServerId from, Preparing preparing);

    void onNoTransfer(ServerId from, NoTransfer noTransfer);

    void onNotMaster(ServerId from, NotMaster notMaster);

    void onDoTerminate(ServerId from, DoTerminate doTerminate);
  }
}
