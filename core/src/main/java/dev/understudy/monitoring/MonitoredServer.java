package dev.understudy.monitoring;

import dev.understudy.group.Epoch;
import dev.understudy.group.Event;
import dev.understudy.group.EventType;
import dev.understudy.group.Priority;
import dev.understudy.group.ServerId;
import dev.understudy.group.Timings;
import dev.understudy.log.Bytes;
import dev.understudy.log.DivergedRecord;
import dev.understudy.member.Message;
import dev.understudy.member.SynchronizationMessage.SynchronizationRequest;
import dev.understudy.registry.Question;
import dev.understudy.registry.Registration;
import java.util.List;
import java.util.Optional;

/**
 * What the mechanism needs of the server that it watches: to see, to ask, and to change its state.
 */
public interface MonitoredServer {

  long now();

  Timings timings();

  /** Between the end of one check by timer and the next: longer where many servers share a node. */
  long checkMillis();

  /** Between two proofs of its address, likewise. */
  long proofMillis();

  /** A fresh positive number. */
  long nonce();

  /** What it believes; {@code progresses} is what its monitor knows of its advance. */
  Standing standing(boolean progresses);

  /** The last entry that its master's appends proved equal here. */
  long followedIndex();

  Priority priority();

  /** Its registration as it stands now: its standing in a direct comparison. */
  Registration registration();

  /** Whether the rules let it check itself at all (always, but in tests). */
  boolean checksItself();

  /** Whether it gives way to {@code theirs} in a direct comparison, by the group's criteria. */
  boolean givesWay(Registration theirs, Registration mine);

  /** Whether the rules let it step down without the direct comparison (never, but in tests). */
  boolean needsComparison();

  boolean mayFollow(Epoch epoch);

  boolean rearmsTimer(boolean recoveryFailed);

  boolean isComplete(int received, int total, boolean checksumRight);

  void ask(long questionId, Question.Lookup lookup);

  /** The server known after {@code other} by number, or the first one; not itself. */
  Optional<ServerId> peerAfter(ServerId other);

  /**
   * Has another server try whether this one's address answers; {@link SelfMonitor#addressProven}
   * follows, unless that server cannot be reached itself.
   */
  void proveAddress(long question, ServerId through);

  /** Listens at its address anew. */
  void listenAnew();

  String group();

  void send(ServerId to, Message message);

  Event event(EventType type);

  void tell(Event event);

  /** Publishes its registration anew, above an epoch that another master claims. */
  void registerAgain(Epoch above);

  /** Gives up its mastership, or whom it followed, and takes {@code master} for its master. */
  void align(ServerId master, Epoch epoch);

  /** Asks {@code master} for its state, naming what this server has. */
  SynchronizationRequest request(long attempt, boolean download);

  /** Whether all it has is executed, so that {@link #beyond} knows every result. */
  boolean isExecuted();

  /** What it executed beyond {@code fork}, with the results that were given. */
  List<DivergedRecord> beyond(long fork);

  /** Has the service take the state; {@link Synchronization#restored} follows. */
  void restore(Bytes image);

  /** Goes on with the state it has. */
  void keepState();

  /** Follows {@code master} with the log that it has. */
  void resume(ServerId master, Epoch epoch);

  int mostAttempts();

  int chunkBytes();

  int mostStateBytes();

  void terminate(String reason);
}
