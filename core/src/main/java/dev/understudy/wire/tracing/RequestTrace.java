package dev.understudy.wire.tracing;

import dev.understudy.group.Epoch;
import dev.understudy.log.SessionId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SplittableRandom;

/**
 * The trace of one request. Everybody who meets the request makes the same one out of group,
 * session and sequence, so that nothing of it travels in the frames; and whether it is sampled,
 * too.
 *
 * @param id 16 bytes, in hexadecimal
 */
public record RequestTrace(String id) {

  private static final int TRACE_BYTES = 16;
  private static final int SPAN_BYTES = 8;

  /** The trace of a request. */
  public static RequestTrace of(String group, SessionId session, long sequence) {
    Epoch epoch = session.opened().epoch();
    ByteBuffer numbers =
        ByteBuffer.allocate(8 * Long.BYTES)
            .putLong(epoch.generation().number())
            .putLong(epoch.generation().random())
            .putLong(epoch.number())
            .putLong(epoch.owner().number())
            .putLong(epoch.incarnation().startMillis())
            .putLong(epoch.incarnation().random())
            .putLong(session.opened().index())
            .putLong(sequence);
    MessageDigest digest = sha256();
    digest.update(numbers.array());
    return new RequestTrace(
        hex(digest.digest(group.getBytes(StandardCharsets.UTF_8)), TRACE_BYTES));
  }

  /**
   * Whether a request is among so large a part of all requests, 0 to 1. Much cheaper than its
   * trace, as it is asked of every request.
   */
  static boolean isSampled(SessionId session, long sequence, double ratio) {
    long random = session.opened().epoch().incarnation().random();
    long seed = random ^ Long.rotateLeft(session.opened().index(), Integer.SIZE) ^ sequence;
    return ratio >= 1 || new SplittableRandom(seed).nextDouble() < ratio;
  }

  /** The id of a span of it: 8 bytes, in hexadecimal. */
  public String spanId(Stage stage, int server) {
    MessageDigest digest = sha256();
    String place = id + stage + server;
    return hex(digest.digest(place.getBytes(StandardCharsets.UTF_8)), SPAN_BYTES);
  }

  private static String hex(byte[] bytes, int most) {
    return HexFormat.of().formatHex(bytes, 0, most);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has it", e);
    }
  }
}
