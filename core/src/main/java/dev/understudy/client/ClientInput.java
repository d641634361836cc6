package dev.understudy.client;

import dev.understudy.group.Epoch;
import dev.understudy.group.ServerId;
import dev.understudy.log.Bytes;
import dev.understudy.registry.Answer;
import java.util.List;

/**
 * All that can happen to a {@link ClientSession}. Deadlines are points of the same clock as the
 * ticks.
 */
public sealed interface ClientInput {

  /** Hands this to the method for its kind. */
  void deliver(Recipient recipient);

  /**
   * Time has passed. To be given before other inputs whenever the clock has moved, and at {@link
   * ClientSession#deadlineMillis()}.
   *
   * @param nowMillis of a clock that never goes back; its origin is arbitrary
   */
  record Tick(long nowMillis) implements ClientInput {
    @Override
    public void deliver(Recipient recipient) {
      recipient.onTick(this);
    }
  }

  /** The adapter's turn ends: send what has gathered. To be given when the session asks for it. */
  record Flush() implements ClientInput {
    @Override
    public void deliver(Recipient recipient) {
      recipient.onFlush(this);
    }
  }

  /** Have the group execute this, once. */
  record Submit(long callId, Bytes payload, long deadlineMillis) implements ClientInput {
    @Override
    public void deliver(Recipient recipient) {
      recipient.onSubmit(this);
    }
  }

  /** Have the group execute this under the name that its caller gave it, once. */
  record SubmitNamed(long callId, NamedCall call, long deadlineMillis) implements ClientInput {
    @Override
    public void deliver(Recipient recipient) {
      recipient.onSubmitNamed(this);
    }
  }

  /** Open a session for a caller, who gives it to {@link SubmitNamed}. */
  record OpenSession(long callId, long deadlineMillis) implements ClientInput {
    @Override
    public void deliver(Recipient recipient) {
      recipient.onOpenSession(this);
    }
  }

  /** A linearizable read. */
  record Query(long callId, Bytes payload, long deadlineMillis) implements ClientInput {
    @Override
    public void deliver(Recipient recipient) {
      recipient.onQuery(this);
    }
  }

  /** A read that any server may answer from what it has. */
  record StaleQuery(long callId, Bytes payload, long deadlineMillis) implements ClientInput {
    @Override
    public void deliver(Recipient recipient) {
      recipient.onStaleQuery(this);
    }
  }

  /** A server replied, in this order. */
  record Replied(List<ClientReply> replies) implements ClientInput {
    @Override
    public void deliver(Recipient recipient) {
      recipient.onReplied(this);
    }
  }

  /** A server announced that it is the master of this epoch. */
  record Announced(ServerId server, Epoch epoch) implements ClientInput {
    @Override
    public void deliver(Recipient recipient) {
      recipient.onAnnounced(this);
    }
  }

  /** A name server answered the question with this number. */
  record NameServerAnswered(long questionId, Answer answer) implements ClientInput {
    @Override
    public void deliver(Recipient recipient) {
      recipient.onNameServerAnswered(this);
    }
  }

  /** The application needs the client no longer. */
  record Close() implements ClientInput {
    @Override
    public void deliver(Recipient recipient) {
      recipient.onClose(this);
    }
  }

  /** Who receives these. */
  interface Recipient {
    void onTick(Tick tick);

    void onFlush(Flush flush);

    void onSubmit(Submit submit);

    void onSubmitNamed(SubmitNamed submit);

    void onOpenSession(OpenSession open);

    void onQuery(Query query);

    void onStaleQuery(StaleQuery query);

    void onReplied(Replied replied);

    void onAnnounced(Announced announced);

    void onNameServerAnswered(NameServerAnswered answered);

    void onClose(Close close);
  }
}
