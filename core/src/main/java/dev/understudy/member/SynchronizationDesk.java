package dev.understudy.member;

import dev.understudy.group.ServerId;
import dev.understudy.member.SynchronizationMessage.Chunk;
import dev.understudy.member.SynchronizationMessage.ChunkRequest;
import dev.understudy.member.SynchronizationMessage.DivergedPart;
import dev.understudy.member.SynchronizationMessage.DivergedTaken;
import dev.understudy.member.SynchronizationMessage.DivergedWanted;
import dev.understudy.member.SynchronizationMessage.DoTerminate;
import dev.understudy.member.SynchronizationMessage.MayTerminate;
import dev.understudy.member.SynchronizationMessage.NoTransfer;
import dev.understudy.member.SynchronizationMessage.NotMaster;
import dev.understudy.member.SynchronizationMessage.Offer;
import dev.understudy.member.SynchronizationMessage.Preparing;
import dev.understudy.member.SynchronizationMessage.Resume;
import dev.understudy.member.SynchronizationMessage.SynchronizationRequest;
import dev.understudy.monitoring.Recovery;
import dev.understudy.monitoring.Synchronization;
import java.util.Optional;

/**
 * Where messages of a synchronization arrive: the learner's half goes to the recovery under way,
 * the master's half to the master's {@link StateSource}; who is no master says so.
 */
final class SynchronizationDesk implements SynchronizationMessage.Recipient {

  private final ServerState state;
  private final Transitions transitions;
  private final Recovery recovery;

  SynchronizationDesk(ServerState state, Transitions transitions, Recovery recovery) {
    this.state = state;
    this.transitions = transitions;
    this.recovery = recovery;
  }

  @Override
  public void onSynchronizationRequest(ServerId from, SynchronizationRequest request) {
    Optional<Master> master = master();
    if (master.isPresent()) {
      master.get().onSynchronizationRequest(from, request);
    } else {
      state
          .out()
          .send(
              from,
              new NotMaster(request.attempt(), state.promised(), transitions.current().master()));
    }
  }

  @Override
  public void onDivergedPart(ServerId from, DivergedPart part) {
    master().ifPresent(master -> master.source().onDivergedPart(from, part));
  }

  @Override
  public void onChunkRequest(ServerId from, ChunkRequest request) {
    Optional<Master> master = master();
    if (master.isPresent()) {
      master.get().source().onChunkRequest(from, request);
    } else {
      state.out().send(from, new NoTransfer(request.transfer()));
    }
  }

  @Override
  public void onMayTerminate(ServerId from, MayTerminate request) {
    if (master().filter(master -> master.canSpare(from)).isPresent()) {
      state.out().send(from, new DoTerminate());
    }
  }

  @Override
  public void onResume(ServerId from, Resume resume) {
    heardFrom(from).ifPresent(learner -> learner.onResume(resume));
  }

  @Override
  public void onDivergedWanted(ServerId from, DivergedWanted wanted) {
    heardFrom(from).ifPresent(learner -> learner.onDivergedWanted(wanted));
  }

  @Override
  public void onDivergedTaken(ServerId from, DivergedTaken taken) {
    heardFrom(from).ifPresent(learner -> learner.onDivergedTaken(taken));
  }

  @Override
  public void onOffer(ServerId from, Offer offer) {
    heardFrom(from).ifPresent(learner -> learner.onOffer(offer));
  }

  @Override
  public void onChunk(ServerId from, Chunk chunk) {
    heardFrom(from).ifPresent(learner -> learner.onChunk(chunk));
  }

  @Override
  public void onPreparing(ServerId from, Preparing preparing) {
    heardFrom(from).ifPresent(learner -> learner.onPreparing(preparing));
  }

  @Override
  public void onNoTransfer(ServerId from, NoTransfer noTransfer) {
    heardFrom(from).ifPresent(learner -> learner.onNoTransfer(noTransfer));
  }

  @Override
  public void onNotMaster(ServerId from, NotMaster notMaster) {
    state.see(notMaster.promised());
    if (from.equals(recovery.synchronization().master())) {
      recovery.synchronization().onNotMaster(notMaster);
    }
  }

  @Override
  public void onDoTerminate(ServerId from, DoTerminate doTerminate) {
    recovery.mayTerminate();
  }

  private Optional<Master> master() {
    return transitions.current() instanceof Master master ? Optional.of(master) : Optional.empty();
  }

  /** The synchronization with {@code from}, whose every word shows that it is alive. */
  private Optional<Synchronization> heardFrom(ServerId from) {
    Synchronization synchronization = recovery.synchronization();
    if (!synchronization.isActive() || !from.equals(synchronization.master())) {
      return Optional.empty();
    }
    if (transitions.current() instanceof Backup backup && from.equals(backup.master())) {
      backup.noteHeard();
    }
    return Optional.of(synchronization);
  }
}
