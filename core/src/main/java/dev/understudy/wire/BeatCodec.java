package dev.understudy.wire;

import dev.understudy.log.BytesReader.MalformedException;
import dev.understudy.member.LifeSign;
import java.util.Optional;

/** Beats, and the signs of life that they carry. */
final class BeatCodec {

  private static final int NO_SIGN = 0;
  private static final int LEADS = 1;
  private static final int FOLLOWS = 2;
  private static final int BYTES_PER_CHANGE = 96;

  private BeatCodec() {}

  static int expectedBytes(Beat beat) {
    return beat.changes().size() * BYTES_PER_CHANGE;
  }

  static void write(FrameWriter out, Beat beat) {
    out.word(beat.node()).number(beat.number()).number(beat.heard()).number(beat.knows());
    out.number(beat.since()).number(beat.version()).word(beat.turning());
    out.list(beat.changes(), change -> write(out, change));
  }

  static Beat read(FrameReader in) {
    return new Beat(
        in.word(),
        new Beat.Progress(in.natural(), in.natural(), in.natural(), in.natural(), in.natural()),
        in.word(),
        in.list(Beat.MOST_CHANGES, () -> readChange(in)));
  }

  private static void write(FrameWriter out, Beat.Change change) {
    out.text(change.group()).server(change.server()).kind(change.loop());
    Optional<LifeSign> sign = change.sign();
    if (sign.isEmpty()) {
      out.kind(NO_SIGN);
      return;
    }
    out.kind(sign.get() instanceof LifeSign.Leads ? LEADS : FOLLOWS);
    out.incarnation(sign.get().life()).epoch(sign.get().epoch());
    if (sign.get() instanceof LifeSign.Follows follows) {
      out.number(follows.verifiedIndex()).number(follows.commitIndex());
      out.number(follows.inSyncNumber());
    }
  }

  private static Beat.Change readChange(FrameReader in) {
    return new Beat.Change(in.group(), in.server(), readLoop(in), readSign(in));
  }

  private static int readLoop(FrameReader in) {
    int loop = in.kind();
    if (loop >= Beat.MOST_LOOPS) {
      throw new MalformedException("event loop " + loop);
    }
    return loop;
  }

  private static Optional<LifeSign> readSign(FrameReader in) {
    int kind = in.kind();
    return switch (kind) {
      case NO_SIGN -> Optional.empty();
      case LEADS -> Optional.of(new LifeSign.Leads(in.incarnation(), in.epoch()));
      case FOLLOWS ->
          Optional.of(
              new LifeSign.Follows(
                  in.incarnation(), in.epoch(), in.natural(), in.natural(), in.natural()));
      default -> throw FrameReader.unknownKind("sign", kind);
    };
  }
}
