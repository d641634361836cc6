package dev.understudy.member;

import dev.understudy.client.ClientAddress;
import dev.understudy.client.ClientMessage;
import dev.understudy.group.Incarnation;
import dev.understudy.group.Priority;
import dev.understudy.group.ServerId;
import dev.understudy.log.Result;
import dev.understudy.monitoring.Trigger;
import dev.understudy.registry.Answer;
import java.util.List;

/** All that can happen to a member. */
public sealed interface Input {

  /**
   * Time has passed.
   *
   * @param nowMillis of a clock that never goes back; its origin is arbitrary
   * @param clockMillis of the wall clock
   * @param lateMillis by how much what was due came late here, lately: so much longer others may be
   *     silent (protocol section 5, lateness)
   */
  record Tick(long nowMillis, long clockMillis, long lateMillis) implements Input {

    /** In time. */
    public Tick(long nowMillis, long clockMillis) {
      this(nowMillis, clockMillis, 0);
    }
  }

  /** The adapter's turn ends: send what has gathered. To be given whenever a member asks for it. */
  record Flush() implements Input {}

  /** A message of another server arrived. */
  record Received(ServerId from, Incarnation incarnation, long configurationHash, Message message)
      implements Input {}

  /**
   * The node of another server gave a sign of life on its behalf. To be given before a {@link Tick}
   * that comes later than the sign; of several, the last is enough.
   *
   * @param atMillis when it came, by the clock of the ticks
   */
  record SignHeard(ServerId from, LifeSign sign, long atMillis) implements Input {}

  /** So many servers live on this one's node, itself included: the more, the rarer each checks. */
  record Neighbours(int servers) implements Input {}

  /** A client's message arrived; replies go to {@code client}. */
  record ClientReceived(ClientAddress client, ClientMessage message) implements Input {}

  /** A name server answered the question with this number. */
  record NameServerAnswered(long questionId, Answer answer) implements Input {}

  /** Another server tried to reach this one's address; {@code reached}: it answered there. */
  record AddressProven(long question, boolean reached) implements Input {}

  /** An event from outside asks for a self-check. */
  record Triggered(Trigger trigger) implements Input {}

  /** The cluster manager lost the node of this server. */
  record ServerLost(ServerId server) implements Input {}

  /** The service executed the invocations of the last {@link Effect.Execute}, in order. */
  record Executed(List<Result> results) implements Input {
    public Executed {
      results = List.copyOf(results);
    }
  }

  /** The service answered a query. */
  record Queried(long readId, Result result) implements Input {}

  /** The service wrote its state, for the capture with this number. */
  record StateCaptured(long captureId, CapturedState state) implements Input {}

  /** The service could not write its state. */
  record StateCaptureFailed(long captureId, String reason) implements Input {}

  /** The service has the state of the last {@link Effect.RestoreState}. */
  record StateRestored() implements Input {}

  /** The service could not take that state and has the one before. */
  record StateRestoreFailed(String reason) implements Input {}

  /** A person asks. */
  record Commanded(long commandId, OperatorCommand command) implements Input {}

  /** The server's priority is another one from now on. */
  record PriorityChanged(Priority priority) implements Input {}

  /** Leave the group in good order; {@link Effect.Depart} follows. */
  record Leave() implements Input {}
}
