package dev.understudy.wire;

import dev.understudy.group.ServerId;
import dev.understudy.member.AdmissionMessage;
import dev.understudy.member.AdmissionMessage.Alive;
import dev.understudy.member.AdmissionMessage.Challenge;
import dev.understudy.member.AdmissionMessage.FreshAnswer;
import dev.understudy.member.AdmissionMessage.Hello;
import dev.understudy.member.AdmissionMessage.NormalAnswer;
import dev.understudy.member.AdmissionMessage.OtherConfiguration;
import dev.understudy.member.AdmissionMessage.Outlived;
import dev.understudy.member.AdmissionMessage.RecoveryRequest;

/** Messages of servers without memory. */
final class AdmissionCodec implements AdmissionMessage.Recipient {

  private static final int HELLO = 1;
  private static final int RECOVERY_REQUEST = 2;
  private static final int FRESH_ANSWER = 3;
  private static final int NORMAL_ANSWER = 4;
  private static final int OUTLIVED = 5;
  private static final int OTHER_CONFIGURATION = 6;
  private static final int CHALLENGE = 7;
  private static final int ALIVE = 8;
  private static final int MOST_ESSENTIALS = 16;
  private static final int LONGEST_ESSENTIAL = 2_048;

  private final FrameWriter out;

  AdmissionCodec(FrameWriter out) {
    this.out = out;
  }

  static void write(FrameWriter out, AdmissionMessage message) {
    message.deliver(ServerId.NONE, new AdmissionCodec(out));
  }

  static AdmissionMessage read(FrameReader in) {
    int kind = in.kind();
    return switch (kind) {
      case HELLO -> new Hello(in.priority());
      case RECOVERY_REQUEST -> new RecoveryRequest(in.incarnation(), in.number());
      case FRESH_ANSWER -> new FreshAnswer(in.incarnation(), in.number());
      case NORMAL_ANSWER ->
          new NormalAnswer(in.incarnation(), in.number(), in.epoch(), in.incarnation(), in.flag());
      case OUTLIVED -> new Outlived(in.incarnation());
      case CHALLENGE -> new Challenge(in.word());
      case ALIVE -> new Alive(in.word());
      case OTHER_CONFIGURATION ->
          new OtherConfiguration(in.list(MOST_ESSENTIALS, () -> in.text(LONGEST_ESSENTIAL)));
      default -> throw FrameReader.unknownKind("admission message", kind);
    };
  }

  @Override
  public void onHello(ServerId from, Hello hello) {
    out.kind(HELLO).priority(hello.priority());
  }

  @Override
  public void onRecoveryRequest(ServerId from, RecoveryRequest request) {
    out.kind(RECOVERY_REQUEST).incarnation(request.incarnation()).number(request.round());
  }

  @Override
  public void onFreshAnswer(ServerId from, FreshAnswer answer) {
    out.kind(FRESH_ANSWER).incarnation(answer.nonce()).number(answer.round());
  }

  @Override
  public void onNormalAnswer(ServerId from, NormalAnswer answer) {
    out.kind(NORMAL_ANSWER).incarnation(answer.nonce()).number(answer.round());
    out.epoch(answer.promised()).incarnation(answer.known()).flag(answer.admitted());
  }

  @Override
  public void onOtherConfiguration(ServerId from, OtherConfiguration other) {
    out.kind(OTHER_CONFIGURATION).list(other.essentials(), out::text);
  }

  @Override
  public void onOutlived(ServerId from, Outlived outlived) {
    out.kind(OUTLIVED).incarnation(outlived.known());
  }

  @Override
  public void onChallenge(ServerId from, Challenge challenge) {
    out.kind(CHALLENGE).word(challenge.nonce());
  }

  @Override
  public void onAlive(ServerId from, Alive alive) {
    out.kind(ALIVE).word(alive.nonce());
  }
}
