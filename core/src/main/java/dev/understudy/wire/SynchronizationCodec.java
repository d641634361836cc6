package dev.understudy.wire;

import dev.understudy.group.ServerId;
import dev.understudy.member.SynchronizationMessage;
import dev.understudy.member.SynchronizationMessage.Chunk;
import dev.understudy.member.SynchronizationMessage.ChunkRequest;
import dev.understudy.member.SynchronizationMessage.DivergedPart;
import dev.understudy.member.SynchronizationMessage.DivergedTaken;
import dev.understudy.member.SynchronizationMessage.DivergedWanted;
import dev.understudy.member.SynchronizationMessage.DoTerminate;
import dev.understudy.member.SynchronizationMessage.MayTerminate;
import dev.understudy.member.SynchronizationMessage.NoTransfer;
import dev.understudy.member.SynchronizationMessage.NotMaster;
import dev.understudy.member.SynchronizationMessage.Offer;
import dev.understudy.member.SynchronizationMessage.Preparing;
import dev.understudy.member.SynchronizationMessage.Resume;
import dev.understudy.member.SynchronizationMessage.SynchronizationRequest;

/** Messages by which a server gets the state of its master. */
final class SynchronizationCodec implements SynchronizationMessage.Recipient {

  /** Records in one part of what diverged. */
  static final int MOST_RECORDS = 65_536;

  private static final int REQUEST = 1;
  private static final int RESUME = 2;
  private static final int DIVERGED_WANTED = 3;
  private static final int DIVERGED_PART = 4;
  private static final int DIVERGED_TAKEN = 5;
  private static final int OFFER = 6;
  private static final int CHUNK_REQUEST = 7;
  private static final int CHUNK = 8;
  private static final int NO_TRANSFER = 9;
  private static final int NOT_MASTER = 10;
  private static final int MAY_TERMINATE = 11;
  private static final int DO_TERMINATE = 12;
  private static final int PREPARING = 13;

  private final FrameWriter out;

  SynchronizationCodec(FrameWriter out) {
    this.out = out;
  }

  static int expectedBytes(SynchronizationMessage message) {
    return message instanceof Chunk chunk ? chunk.bytes().length() : 0;
  }

  static void write(FrameWriter out, SynchronizationMessage message) {
    message.deliver(ServerId.NONE, new SynchronizationCodec(out));
  }

  static SynchronizationMessage read(FrameReader in) {
    int kind = in.kind();
    return switch (kind) {
      case REQUEST ->
          new SynchronizationRequest(
              in.word(), in.epoch(), in.entries().history(), in.natural(), in.flag());
      case RESUME -> new Resume(in.word(), in.epoch());
      case DIVERGED_WANTED -> new DivergedWanted(in.word(), in.epoch(), in.natural());
      case DIVERGED_PART ->
          new DivergedPart(
              in.word(),
              in.count(Integer.MAX_VALUE),
              in.list(MOST_RECORDS, in.entries()::record),
              in.flag());
      case DIVERGED_TAKEN -> new DivergedTaken(in.word(), in.count(Integer.MAX_VALUE));
      case OFFER ->
          new Offer(in.word(), in.epoch(), in.word(), in.count(Integer.MAX_VALUE), in.word());
      case CHUNK_REQUEST ->
          new ChunkRequest(in.word(), in.count(Integer.MAX_VALUE), in.count(Integer.MAX_VALUE));
      case CHUNK -> new Chunk(in.word(), in.count(Integer.MAX_VALUE), in.bytes(), in.word());
      case NO_TRANSFER -> new NoTransfer(in.word());
      case NOT_MASTER -> new NotMaster(in.word(), in.epoch(), in.server());
      case MAY_TERMINATE -> new MayTerminate(in.count(Integer.MAX_VALUE));
      case DO_TERMINATE -> new DoTerminate();
      case PREPARING -> new Preparing(in.word());
      default -> throw FrameReader.unknownKind("synchronization message", kind);
    };
  }

  @Override
  public void onSynchronizationRequest(ServerId from, SynchronizationRequest request) {
    out.kind(REQUEST).word(request.attempt()).epoch(request.promised());
    out.entries().history(request.history());
    out.number(request.lastIndex()).flag(request.download());
  }

  @Override
  public void onResume(ServerId from, Resume resume) {
    out.kind(RESUME).word(resume.attempt()).epoch(resume.epoch());
  }

  @Override
  public void onDivergedWanted(ServerId from, DivergedWanted wanted) {
    out.kind(DIVERGED_WANTED).word(wanted.attempt()).epoch(wanted.epoch()).number(wanted.fork());
  }

  @Override
  public void onDivergedPart(ServerId from, DivergedPart part) {
    out.kind(DIVERGED_PART).word(part.attempt()).number(part.part());
    out.list(part.records(), out.entries()::record).flag(part.last());
  }

  @Override
  public void onDivergedTaken(ServerId from, DivergedTaken taken) {
    out.kind(DIVERGED_TAKEN).word(taken.attempt()).number(taken.part());
  }

  @Override
  public void onOffer(ServerId from, Offer offer) {
    out.kind(OFFER).word(offer.attempt()).epoch(offer.epoch()).word(offer.transfer());
    out.number(offer.totalBytes()).word(offer.checksum());
  }

  @Override
  public void onChunkRequest(ServerId from, ChunkRequest request) {
    out.kind(CHUNK_REQUEST).word(request.transfer()).number(request.offset());
    out.number(request.bytes());
  }

  @Override
  public void onChunk(ServerId from, Chunk chunk) {
    out.kind(CHUNK).word(chunk.transfer()).number(chunk.offset());
    out.bytes(chunk.bytes()).word(chunk.checksum());
  }

  @Override
  public void onPreparing(ServerId from, Preparing preparing) {
    out.kind(PREPARING).word(preparing.attempt());
  }

  @Override
  public void onNoTransfer(ServerId from, NoTransfer noTransfer) {
    out.kind(NO_TRANSFER).word(noTransfer.transfer());
  }

  @Override
  public void onNotMaster(ServerId from, NotMaster notMaster) {
    out.kind(NOT_MASTER).word(notMaster.attempt()).epoch(notMaster.promised());
    out.server(notMaster.master());
  }

  @Override
  public void onMayTerminate(ServerId from, MayTerminate request) {
    out.kind(MAY_TERMINATE).number(request.attempts());
  }

  @Override
  public void onDoTerminate(ServerId from, DoTerminate doTerminate) {
    out.kind(DO_TERMINATE);
  }
}
