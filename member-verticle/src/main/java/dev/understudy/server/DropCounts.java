package dev.understudy.server;

import dev.understudy.wire.Decoded;
import io.vertx.core.json.JsonObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what came in and was not understood; the first of each kind is logged. */
final class DropCounts {

  private static final Logger LOG = LoggerFactory.getLogger(DropCounts.class);

  private final String receiver;
  private long malformed;
  private long unknownVersion;
  private long tooLarge;
  private long misdirected;

  DropCounts(String receiver) {
    this.receiver = receiver;
  }

  /** A frame that was not decoded. */
  void undecoded(Decoded decoded) {
    if (decoded instanceof Decoded.UnknownVersion unknown) {
      note(unknownVersion++, "of version " + unknown.version());
    } else if (decoded instanceof Decoded.TooLarge large) {
      note(tooLarge++, "of " + large.bytes() + " bytes, more than " + large.most());
    } else if (decoded instanceof Decoded.Malformed why) {
      note(malformed++, "that is malformed: " + why.reason());
    }
  }

  /** Neither a frame nor a command. */
  void strange(String what) {
    note(malformed++, "that is malformed: " + what);
  }

  /** A frame, but not one for this address. */
  void misdirected(String what) {
    note(misdirected++, "that does not belong here: " + what);
  }

  JsonObject toJson() {
    return new JsonObject()
        .put("malformed", malformed)
        .put("unknownVersion", unknownVersion)
        .put("tooLarge", tooLarge)
        .put("misdirected", misdirected);
  }

  private void note(long before, String what) {
    if (before == 0) {
      LOG.warn("{} dropped a message {}; further ones are only counted", receiver, what);
    }
  }
}
