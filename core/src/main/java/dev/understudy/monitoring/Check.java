package dev.understudy.monitoring;

import dev.understudy.group.Epoch;
import dev.understudy.member.MonitoringMessage.ProgressAnswer;
import dev.understudy.registry.Answer;
import java.util.Optional;

/** One self-check under way: what it asked, and what came back. */
final class Check {

  private final Trigger trigger;
  private final Epoch epoch;
  private final long question;
  private final long startedAt;
  private final long until;
  private Optional<Answer> answer = Optional.empty();
  private Optional<ProgressAnswer> progress = Optional.empty();
  private boolean expectsProgress;

  /**
   * A check that begins now.
   *
   * @param epoch of the mastership that the server exercises or follows
   */
  Check(Trigger trigger, Epoch epoch, long question, long now, long answerMillis) {
    this.trigger = trigger;
    this.epoch = epoch;
    this.question = question;
    this.startedAt = now;
    this.until = now + answerMillis;
  }

  Trigger trigger() {
    return trigger;
  }

  /** Whether the answers were to questions of another mastership. */
  boolean isOvertaken(Epoch now) {
    return !epoch.equals(now);
  }

  /** The number of all its questions. */
  long question() {
    return question;
  }

  boolean isQuestion(long number) {
    return question == number;
  }

  long startedAt() {
    return startedAt;
  }

  /** When it ends with what it has. */
  long until() {
    return until;
  }

  void expectProgress() {
    expectsProgress = true;
  }

  void answered(Answer given) {
    answer = Optional.of(given);
  }

  void progress(ProgressAnswer given) {
    progress = Optional.of(given);
  }

  boolean isComplete() {
    return answer.isPresent() && (!expectsProgress || progress.isPresent());
  }

  Optional<Answer> answer() {
    return answer;
  }

  /** What the master had committed; 0 if it did not say. */
  long masterCommit() {
    return progress.filter(ProgressAnswer::master).map(ProgressAnswer::commitIndex).orElse(0L);
  }
}
