package dev.understudy.member;

import dev.understudy.group.Epoch;
import dev.understudy.group.Incarnation;
import dev.understudy.group.Priority;
import dev.understudy.group.ServerId;
import java.util.List;

/** How a server without memory comes back (protocol section 5, loss of memory and cold start). */
public sealed interface AdmissionMessage extends Message {

  void deliver(ServerId from, Recipient recipient);

  /** To all: I am here. Sent when a master is looked for, and to a master when one was found. */
  record Hello(Priority priority) implements AdmissionMessage {
    @Override
    public void deliver(ServerId from, Recipient recipient) {
      recipient.onHello(from, this);
    }
  }

  /** To all voters: I have no memory; what do you know? The nonce is incarnation and round. */
  record RecoveryRequest(Incarnation incarnation, long round) implements AdmissionMessage {
    @Override
    public void deliver(ServerId from, Recipient recipient) {
      recipient.onRecoveryRequest(from, this);
    }
  }

  /** I have no obligations either: no memory, or a group that never had an epoch. */
  record FreshAnswer(Incarnation nonce, long round) implements AdmissionMessage {
    @Override
    public void deliver(ServerId from, Recipient recipient) {
      recipient.onFreshAnswer(from, this);
    }
  }

  /**
   * I am in normal status: I follow, or am, the master of the highest epoch I promised.
   *
   * @param known the latest incarnation of the asker that the sender knows
   * @param admitted the sender is the master of a generation that never had the asker in it
   */
  record NormalAnswer(
      Incarnation nonce, long round, Epoch promised, Incarnation known, boolean admitted)
      implements AdmissionMessage {
    @Override
    public void deliver(ServerId from, Recipient recipient) {
      recipient.onNormalAnswer(from, this);
    }
  }

  /** I know a later incarnation of you, {@code known}. */
  record Outlived(Incarnation known) implements AdmissionMessage {
    @Override
    public void deliver(ServerId from, Recipient recipient) {
      recipient.onOutlived(from, this);
    }
  }

  /** I do not know this life of you: repeat {@code nonce} if you are alive. */
  record Challenge(long nonce) implements AdmissionMessage {
    @Override
    public void deliver(ServerId from, Recipient recipient) {
      recipient.onChallenge(from, this);
    }
  }

  /** I am alive, as {@code nonce} shows, which you made. */
  record Alive(long nonce) implements AdmissionMessage {
    @Override
    public void deliver(ServerId from, Recipient recipient) {
      recipient.onAlive(from, this);
    }
  }

  /**
   * Your configuration is not that of this group. The one message that is heeded though the
   * configurations differ: a server that has nothing to lose leaves.
   *
   * @param essentials of the sender's configuration, for people
   */
  record OtherConfiguration(List<String> essentials) implements AdmissionMessage {
    public OtherConfiguration {
      essentials = List.copyOf(essentials);
    }

    @Override
    public void deliver(ServerId from, Recipient recipient) {
      recipient.onOtherConfiguration(from, this);
    }
  }

  /** Who receives these. */
  interface Recipient {
    void onHello(ServerId from, Hello hello);

    void onRecoveryRequest(ServerId from, RecoveryRequest request);

    void onFreshAnswer(ServerId from, FreshAnswer answer);

    void onNormalAnswer(ServerId from, NormalAnswer answer);

    void onOutlived(ServerId from, Outlived outlived);

    void onChallenge(ServerId from, Challenge challenge);

    void onAlive(ServerId from, Alive alive);

    void onOtherConfiguration(ServerId from, OtherConfiguration other);
  }
}
