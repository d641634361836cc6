package dev.understudy.member;

import dev.understudy.group.Epoch;
import dev.understudy.group.InSync;
import dev.understudy.group.Incarnation;
import dev.understudy.group.Priority;
import dev.understudy.group.ServerId;
import dev.understudy.log.EntryKey;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Failure of the master and hand-over (protocol section 5). */
public sealed interface ElectionMessage extends Message {

  void deliver(ServerId from, Recipient recipient);

  /** Would you promise {@code epoch} to me, whose log ends with {@code last}? Binds nobody. */
  record WouldYou(Epoch epoch, EntryKey last) implements ElectionMessage {
    @Override
    public void deliver(ServerId from, Recipient recipient) {
      recipient.onWouldYou(from, this);
    }
  }

  /** I would, as things stand. */
  record WouldPromise(Epoch epoch) implements ElectionMessage {
    @Override
    public void deliver(ServerId from, Recipient recipient) {
      recipient.onWouldPromise(from, this);
    }
  }

  /**
   * I would not.
   *
   * @param promised the highest epoch the sender promised
   * @param master whom it hears, or is; none if its log is ahead of the candidate's
   */
  record WouldNot(Epoch epoch, Epoch promised, ServerId master) implements ElectionMessage {
    @Override
    public void deliver(ServerId from, Recipient recipient) {
      recipient.onWouldNot(from, this);
    }
  }

  /** Promise me {@code epoch}: follow nobody below it. */
  record WillYou(Epoch epoch, EntryKey last) implements ElectionMessage {
    @Override
    public void deliver(ServerId from, Recipient recipient) {
      recipient.onWillYou(from, this);
    }
  }

  /**
   * The promise.
   *
   * @param incarnations the lives that the sender knows of all voters
   * @param inSync the newest in-sync set it has seen
   */
  record Promise(Epoch epoch, Map<ServerId, Incarnation> incarnations, InSync inSync)
      implements ElectionMessage {
    public Promise {
      incarnations = Collections.unmodifiableMap(new TreeMap<>(incarnations));
    }

    @Override
    public void deliver(ServerId from, Recipient recipient) {
      recipient.onPromise(from, this);
    }
  }

  /** No promise: the sender promised {@code promised}, or its log ends with {@code last}. */
  record NoPromise(Epoch epoch, Epoch promised, EntryKey last) implements ElectionMessage {
    @Override
    public void deliver(ServerId from, Recipient recipient) {
      recipient.onNoPromise(from, this);
    }
  }

  /** Master to the target of a hand-over: stand at once. */
  record StandNow(Epoch epoch) implements ElectionMessage {
    @Override
    public void deliver(ServerId from, Recipient recipient) {
      recipient.onStandNow(from, this);
    }
  }

  /** Backup to master: my priority is higher; hand over to me. */
  record HandoverRequest(Epoch epoch, Priority priority) implements ElectionMessage {
    @Override
    public void deliver(ServerId from, Recipient recipient) {
      recipient.onHandoverRequest(from, this);
    }
  }

  /** To all: I am the master of {@code epoch}. */
  record Announcement(Epoch epoch) implements ElectionMessage {
    @Override
    public void deliver(ServerId from, Recipient recipient) {
      recipient.onAnnouncement(from, this);
    }
  }

  /** To all: I leave the group. */
  record Goodbye() implements ElectionMessage {
    @Override
    public void deliver(ServerId from, Recipient recipient) {
      recipient.onGoodbye(from, this);
    }
  }

  /** Who receives these. */
  interface Recipient {
    void onWouldYou(ServerId from, WouldYou wouldYou);

    void onWouldPromise(ServerId from, WouldPromise wouldPromise);

    void onWouldNot(ServerId from, WouldNot wouldNot);

    void onWillYou(ServerId from, WillYou willYou);

    void onPromise(ServerId from, Promise promise);

    void onNoPromise(ServerId from, NoPromise noPromise);

    void onStandNow(ServerId from, StandNow standNow);

    void onHandoverRequest(ServerId from, HandoverRequest request);

    void onAnnouncement(ServerId from, Announcement announcement);

    void onGoodbye(ServerId from, Goodbye goodbye);
  }
}
