package dev.understudy.member;

import dev.understudy.group.Epoch;
import dev.understudy.group.ServerId;
import dev.understudy.group.Timings;
import dev.understudy.log.Bytes;
import dev.understudy.log.Command;
import dev.understudy.log.DivergedRecord;
import dev.understudy.log.Log;
import dev.understudy.member.SynchronizationMessage.ChunkRequest;
import dev.understudy.member.SynchronizationMessage.DivergedPart;
import dev.understudy.member.SynchronizationMessage.SynchronizationRequest;
import dev.understudy.monitoring.Checksum;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The master's half of a synchronization (protocol section 7, recovery step 2): takes what losers
 * hand over into its log, captures its state while it keeps serving, and gives it out in chunks.
 */
final class StateSource {

  private static final int MOST_TRANSFERS = 4;
  private static final int IDLE_FACTOR = 3;
  private static final long NOT_HANDED_OVER = Long.MAX_VALUE;

  private enum Stage {
    HANDING,
    WAITING,
    OFFERED
  }

  private static final class Learner {
    final SynchronizationRequest request;
    Stage stage = Stage.WAITING;
    long fork;
    int nextPart;
    long divergedIndex;
    long transfer;
    long usedAt;
    boolean askedForTheEnd;

    Learner(SynchronizationRequest request) {
      this.request = request;
    }
  }

  private final ServerState state;
  private final Epoch epoch;
  private final Consumer<Command> append;
  private final Map<ServerId, Learner> learners = new TreeMap<>();
  private final Map<Long, CapturedState> transfers = new TreeMap<>();
  private boolean capturing;
  private long captureId;

  /**
   * The source of one mastership.
   *
   * @param append appends a command to the master's log
   */
  StateSource(ServerState state, Epoch epoch, Consumer<Command> append) {
    this.state = state;
    this.epoch = epoch;
    this.append = append;
  }

  boolean isEmpty() {
    return learners.isEmpty() && transfers.isEmpty();
  }

  /** Answers a request of a server whose epoch is not above the master's. */
  void onRequest(ServerId from, SynchronizationRequest request, Runnable resumed) {
    Learner known = learners.get(from);
    if (known != null && known.request.attempt() == request.attempt()) {
      known.usedAt = state.now();
      repeat(from, known);
      return;
    }
    Log log = state.log();
    long fork = log.history().fork(log.lastIndex(), request.history(), request.lastIndex());
    boolean continues = fork == request.lastIndex() && log.knowsEpochAt(fork);
    if (continues && !request.download()) {
      learners.remove(from);
      state.out().send(from, new SynchronizationMessage.Resume(request.attempt(), epoch));
      resumed.run();
      return;
    }
    Learner learner = new Learner(request);
    learner.fork = fork;
    learner.usedAt = state.now();
    learners.put(from, learner);
    if (fork < request.lastIndex() && keepsDiverged(request)) {
      learner.stage = Stage.HANDING;
      learner.divergedIndex = NOT_HANDED_OVER;
    }
    repeat(from, learner);
  }

  /**
   * AVAILABLE, or a history that an operator ended (sections 5 and 10): what the log ends with
   * tells, as the learner has promised the later generation by now.
   */
  private boolean keepsDiverged(SynchronizationRequest request) {
    Epoch last = request.history().epochAt(request.lastIndex());
    return !state.isConsistent() || !last.generation().equals(epoch.generation());
  }

  private void repeat(ServerId to, Learner learner) {
    long attempt = learner.request.attempt();
    if (learner.stage == Stage.HANDING && learner.nextPart == 0) {
      state.out().send(to, new SynchronizationMessage.DivergedWanted(attempt, epoch, learner.fork));
    } else if (learner.stage == Stage.OFFERED) {
      offer(to, learner);
    } else if (capturing && learner.transfer == captureId) {
      state.out().send(to, new SynchronizationMessage.Preparing(attempt));
    }
  }

  void onDivergedPart(ServerId from, DivergedPart part) {
    Learner learner = learners.get(from);
    if (learner == null || learner.request.attempt() != part.attempt()) {
      return;
    }
    learner.usedAt = state.now();
    if (part.part() == learner.nextPart && learner.stage == Stage.HANDING) {
      for (DivergedRecord record : part.records()) {
        append.accept(new Command.Diverged(record));
      }
      learner.nextPart++;
      if (part.last()) {
        learner.divergedIndex = state.log().lastIndex();
        learner.stage = Stage.WAITING;
      }
    }
    if (part.part() < learner.nextPart) {
      state.out().send(from, new SynchronizationMessage.DivergedTaken(part.attempt(), part.part()));
    }
    repeat(from, learner);
  }

  void onChunkRequest(ServerId from, ChunkRequest request) {
    CapturedState transfer = transfers.get(request.transfer());
    if (transfer == null || request.offset() < 0 || request.bytes() < 1) {
      state.out().send(from, new SynchronizationMessage.NoTransfer(request.transfer()));
      return;
    }
    int chunkBytes = state.limits().chunkBytes();
    int end = (int) Math.min(transfer.bytes().length(), (long) request.offset() + request.bytes());
    Optional.ofNullable(learners.get(from))
        .filter(learner -> learner.transfer == request.transfer())
        .ifPresent(
            learner -> {
              learner.usedAt = state.now();
              learner.askedForTheEnd |= end == transfer.bytes().length();
            });
    for (int offset = request.offset(); offset < end; offset += chunkBytes) {
      Bytes chunk = transfer.bytes().slice(offset, Math.min(chunkBytes, end - offset));
      state
          .out()
          .send(
              from,
              new SynchronizationMessage.Chunk(
                  request.transfer(), offset, chunk, Checksum.of(chunk)));
    }
  }

  /** Forgets who has not asked for long, and goes on with who can be served. */
  void settle() {
    if (learners.isEmpty() && transfers.isEmpty()) {
      // as nearly always, and after each input
      state.execution().pause(false);
      return;
    }
    boolean crowded =
        transfers.size() >= MOST_TRANSFERS
            && learners.values().stream().anyMatch(this::canBeServed);
    learners.values().removeIf(learner -> isGone(learner, crowded));
    transfers.keySet().removeIf(id -> learners.values().stream().noneMatch(l -> l.transfer == id));
    boolean wanted =
        !capturing
            && transfers.size() < MOST_TRANSFERS
            && learners.values().stream().anyMatch(this::canBeServed);
    state.execution().pause(wanted && !state.execution().isIdle());
    if (wanted && state.execution().isIdle()) {
      captureId = state.chance().nonce();
      capturing = true;
      learners.values().stream().filter(this::canBeServed).forEach(l -> l.transfer = captureId);
      state.out().add(new Effect.CaptureState(captureId, StateImage.head(state)));
    }
  }

  /** Who asked for the end, and for nothing again since, has it all: others are waiting. */
  private boolean isGone(Learner learner, boolean crowded) {
    Timings timings = state.timings();
    boolean done = crowded && learner.askedForTheEnd;
    long patience = done ? timings.retry() : timings.synchronization();
    return state.now() - learner.usedAt > IDLE_FACTOR * patience;
  }

  private boolean canBeServed(Learner learner) {
    return learner.stage != Stage.OFFERED
        && state.rules().mayServeLoser(learner.divergedIndex, state.commitIndex())
        && state.rules().mayServeLoser(learner.divergedIndex, state.execution().executedIndex());
  }

  /** The service wrote its state, or could not; the next {@link #settle} tries again then. */
  void onStateCaptured(long id, Optional<CapturedState> captured) {
    if (id != captureId || !capturing) {
      return;
    }
    capturing = false;
    if (captured.isEmpty()) {
      learners.values().removeIf(learner -> learner.transfer == id);
      return;
    }
    transfers.put(id, captured.get());
    learners.forEach(
        (server, learner) -> {
          if (learner.transfer == id) {
            learner.stage = Stage.OFFERED;
            offer(server, learner);
          }
        });
  }

  private void offer(ServerId to, Learner learner) {
    CapturedState transfer = transfers.get(learner.transfer);
    if (transfer == null) {
      learners.remove(to);
      return;
    }
    state
        .out()
        .send(
            to,
            new SynchronizationMessage.Offer(
                learner.request.attempt(),
                epoch,
                learner.transfer,
                transfer.bytes().length(),
                transfer.checksum()));
  }
}
