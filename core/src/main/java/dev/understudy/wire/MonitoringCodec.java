package dev.understudy.wire;

import dev.understudy.group.ServerId;
import dev.understudy.member.MonitoringMessage;
import dev.understudy.member.MonitoringMessage.Comparison;
import dev.understudy.member.MonitoringMessage.ComparisonWanted;
import dev.understudy.member.MonitoringMessage.ComparisonWon;
import dev.understudy.member.MonitoringMessage.ProgressAnswer;
import dev.understudy.member.MonitoringMessage.ProgressQuestion;

/** Messages of self-monitoring. */
final class MonitoringCodec implements MonitoringMessage.Recipient {

  private static final int PROGRESS_QUESTION = 1;
  private static final int PROGRESS_ANSWER = 2;
  private static final int COMPARISON_WANTED = 3;
  private static final int COMPARISON = 4;
  private static final int COMPARISON_WON = 5;

  private final FrameWriter out;

  MonitoringCodec(FrameWriter out) {
    this.out = out;
  }

  static void write(FrameWriter out, MonitoringMessage message) {
    message.deliver(ServerId.NONE, new MonitoringCodec(out));
  }

  static MonitoringMessage read(FrameReader in) {
    int kind = in.kind();
    return switch (kind) {
      case PROGRESS_QUESTION -> new ProgressQuestion(in.word());
      case PROGRESS_ANSWER ->
          new ProgressAnswer(in.word(), in.flag(), in.epoch(), in.natural(), in.priority());
      case COMPARISON_WANTED -> new ComparisonWanted(in.epoch());
      case COMPARISON -> new Comparison(RegistryCodec.readRegistration(in));
      case COMPARISON_WON -> new ComparisonWon(RegistryCodec.readRegistration(in));
      default -> throw FrameReader.unknownKind("monitoring message", kind);
    };
  }

  @Override
  public void onProgressQuestion(ServerId from, ProgressQuestion question) {
    out.kind(PROGRESS_QUESTION).word(question.nonce());
  }

  @Override
  public void onProgressAnswer(ServerId from, ProgressAnswer answer) {
    out.kind(PROGRESS_ANSWER).word(answer.nonce()).flag(answer.master()).epoch(answer.epoch());
    out.number(answer.commitIndex()).priority(answer.priority());
  }

  @Override
  public void onComparisonWanted(ServerId from, ComparisonWanted wanted) {
    out.kind(COMPARISON_WANTED).epoch(wanted.epoch());
  }

  @Override
  public void onComparison(ServerId from, Comparison comparison) {
    out.kind(COMPARISON);
    RegistryCodec.writeRegistration(out, comparison.standing());
  }

  @Override
  public void onComparisonWon(ServerId from, ComparisonWon won) {
    out.kind(COMPARISON_WON);
    RegistryCodec.writeRegistration(out, won.standing());
  }
}
