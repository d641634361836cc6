package dev.understudy.member;

import dev.understudy.group.Epoch;
import dev.understudy.group.Priority;
import dev.understudy.group.ServerId;
import dev.understudy.registry.Registration;

/** What servers ask each other while they check themselves (protocol section 7). */
public sealed interface MonitoringMessage extends Message {

  void deliver(ServerId from, Recipient recipient);

  /** Backup to the one it takes for its master: are you, and how far are you? */
  record ProgressQuestion(long nonce) implements MonitoringMessage {
    @Override
    public void deliver(ServerId from, Recipient recipient) {
      recipient.onProgressQuestion(from, this);
    }
  }

  /**
   * The answer.
   *
   * @param master whether the sender is master, of {@code epoch}
   */
  record ProgressAnswer(
      long nonce, boolean master, Epoch epoch, long commitIndex, Priority priority)
      implements MonitoringMessage {
    @Override
    public void deliver(ServerId from, Recipient recipient) {
      recipient.onProgressAnswer(from, this);
    }
  }

  /** Higher id to lower id, both masters: start the direct comparison. */
  record ComparisonWanted(Epoch epoch) implements MonitoringMessage {
    @Override
    public void deliver(ServerId from, Recipient recipient) {
      recipient.onComparisonWanted(from, this);
    }
  }

  /** Lower id to higher id, both masters: this is my standing; whoever loses steps down. */
  record Comparison(Registration standing) implements MonitoringMessage {
    @Override
    public void deliver(ServerId from, Recipient recipient) {
      recipient.onComparison(from, this);
    }
  }

  /** Higher id to lower id: I am master and my standing is better than yours. */
  record ComparisonWon(Registration standing) implements MonitoringMessage {
    @Override
    public void deliver(ServerId from, Recipient recipient) {
      recipient.onComparisonWon(from, this);
    }
  }

  /** Who receives these. */
  interface Recipient {
    void onProgressQuestion(ServerId from, ProgressQuestion question);

    void onProgressAnswer(ServerId from, ProgressAnswer answer);

    void onComparisonWanted(ServerId from, ComparisonWanted wanted);

    void onComparison(ServerId from, Comparison comparison);

    void onComparisonWon(ServerId from, ComparisonWon won);
  }
}
