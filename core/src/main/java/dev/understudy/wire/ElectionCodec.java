package dev.understudy.wire;

import dev.understudy.group.Epoch;
import dev.understudy.group.Incarnation;
import dev.understudy.group.ServerId;
import dev.understudy.log.BytesReader.MalformedException;
import dev.understudy.member.ElectionMessage;
import dev.understudy.member.ElectionMessage.Announcement;
import dev.understudy.member.ElectionMessage.Goodbye;
import dev.understudy.member.ElectionMessage.HandoverRequest;
import dev.understudy.member.ElectionMessage.NoPromise;
import dev.understudy.member.ElectionMessage.Promise;
import dev.understudy.member.ElectionMessage.StandNow;
import dev.understudy.member.ElectionMessage.WillYou;
import dev.understudy.member.ElectionMessage.WouldNot;
import dev.understudy.member.ElectionMessage.WouldPromise;
import dev.understudy.member.ElectionMessage.WouldYou;
import java.util.Map;
import java.util.TreeMap;

/** Messages of elections and hand-overs. */
final class ElectionCodec implements ElectionMessage.Recipient {

  private static final int WOULD_YOU = 1;
  private static final int WOULD_PROMISE = 2;
  private static final int WOULD_NOT = 3;
  private static final int WILL_YOU = 4;
  private static final int PROMISE = 5;
  private static final int NO_PROMISE = 6;
  private static final int STAND_NOW = 7;
  private static final int HANDOVER_REQUEST = 8;
  private static final int ANNOUNCEMENT = 9;
  private static final int GOODBYE = 10;

  private final FrameWriter out;

  ElectionCodec(FrameWriter out) {
    this.out = out;
  }

  static void write(FrameWriter out, ElectionMessage message) {
    message.deliver(ServerId.NONE, new ElectionCodec(out));
  }

  static ElectionMessage read(FrameReader in) {
    int kind = in.kind();
    return switch (kind) {
      case WOULD_YOU -> new WouldYou(in.epoch(), in.key());
      case WOULD_PROMISE -> new WouldPromise(in.epoch());
      case WOULD_NOT -> new WouldNot(in.epoch(), in.epoch(), in.server());
      case WILL_YOU -> new WillYou(in.epoch(), in.key());
      case PROMISE -> promise(in);
      case NO_PROMISE -> new NoPromise(in.epoch(), in.epoch(), in.key());
      case STAND_NOW -> new StandNow(in.epoch());
      case HANDOVER_REQUEST -> new HandoverRequest(in.epoch(), in.priority());
      case ANNOUNCEMENT -> new Announcement(in.epoch());
      case GOODBYE -> new Goodbye();
      default -> throw FrameReader.unknownKind("election message", kind);
    };
  }

  @Override
  public void onWouldYou(ServerId from, WouldYou wouldYou) {
    out.kind(WOULD_YOU).epoch(wouldYou.epoch()).key(wouldYou.last());
  }

  @Override
  public void onWouldPromise(ServerId from, WouldPromise wouldPromise) {
    out.kind(WOULD_PROMISE).epoch(wouldPromise.epoch());
  }

  @Override
  public void onWouldNot(ServerId from, WouldNot wouldNot) {
    out.kind(WOULD_NOT).epoch(wouldNot.epoch()).epoch(wouldNot.promised());
    out.server(wouldNot.master());
  }

  @Override
  public void onWillYou(ServerId from, WillYou willYou) {
    out.kind(WILL_YOU).epoch(willYou.epoch()).key(willYou.last());
  }

  @Override
  public void onPromise(ServerId from, Promise promise) {
    out.kind(PROMISE).epoch(promise.epoch()).number(promise.incarnations().size());
    promise
        .incarnations()
        .forEach((server, incarnation) -> out.server(server).incarnation(incarnation));
    out.inSync(promise.inSync());
  }

  @Override
  public void onNoPromise(ServerId from, NoPromise noPromise) {
    out.kind(NO_PROMISE).epoch(noPromise.epoch()).epoch(noPromise.promised());
    out.key(noPromise.last());
  }

  @Override
  public void onStandNow(ServerId from, StandNow standNow) {
    out.kind(STAND_NOW).epoch(standNow.epoch());
  }

  @Override
  public void onHandoverRequest(ServerId from, HandoverRequest request) {
    out.kind(HANDOVER_REQUEST).epoch(request.epoch()).priority(request.priority());
  }

  @Override
  public void onAnnouncement(ServerId from, Announcement announcement) {
    out.kind(ANNOUNCEMENT).epoch(announcement.epoch());
  }

  @Override
  public void onGoodbye(ServerId from, Goodbye goodbye) {
    out.kind(GOODBYE);
  }

  private static Promise promise(FrameReader in) {
    Epoch epoch = in.epoch();
    int size = in.count(FrameReader.MOST_SERVERS);
    Map<ServerId, Incarnation> incarnations = new TreeMap<>();
    for (int i = 0; i < size; i++) {
      if (incarnations.put(in.server(), in.incarnation()) != null) {
        throw new MalformedException("one server twice");
      }
    }
    return new Promise(epoch, incarnations, in.inSync());
  }
}
