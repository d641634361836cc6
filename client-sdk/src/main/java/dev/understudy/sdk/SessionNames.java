package dev.understudy.sdk;

import dev.understudy.group.Epoch;
import dev.understudy.group.Generation;
import dev.understudy.group.Incarnation;
import dev.understudy.group.ServerId;
import dev.understudy.log.EntryKey;
import dev.understudy.log.SessionId;

/**
 * Sessions as text that a caller can keep: the numbers of the entry that opened it, in hexadecimal,
 * with hyphens between them.
 */
final class SessionNames {

  private static final int PARTS = 7;
  private static final int HEX = 16;
  private static final int LONGEST = PARTS * HEX + PARTS - 1;

  private SessionNames() {}

  static String name(SessionId session) {
    Epoch epoch = session.opened().epoch();
    long[] parts = {
      epoch.generation().number(),
      epoch.generation().random(),
      epoch.number(),
      epoch.owner().number(),
      epoch.incarnation().startMillis(),
      epoch.incarnation().random(),
      session.opened().index(),
    };
    StringBuilder name = new StringBuilder(LONGEST);
    for (long part : parts) {
      name.append(name.isEmpty() ? "" : "-").append(Long.toHexString(part));
    }
    return name.toString();
  }

  /**
   * The session of that name.
   *
   * @throws IllegalArgumentException if no session has such a name
   */
  static SessionId session(String name) {
    String[] texts = name.length() > LONGEST ? new String[0] : name.split("-", PARTS + 1);
    if (texts.length != PARTS) {
      throw new IllegalArgumentException("no session has such a name");
    }
    long[] parts = new long[PARTS];
    for (int i = 0; i < PARTS; i++) {
      parts[i] = number(texts[i]);
    }
    if (parts[0] < 0 || parts[2] < 1 || parts[3] < 0 || parts[3] > ServerId.HIGHEST) {
      throw new IllegalArgumentException("no session has such a name");
    }
    if (parts[4] < 0 || parts[6] < 1) {
      throw new IllegalArgumentException("no session has such a name");
    }
    Epoch epoch =
        new Epoch(
            new Generation(parts[0], parts[1]),
            parts[2],
            new ServerId((int) parts[3]),
            new Incarnation(parts[4], parts[5]));
    return new SessionId(new EntryKey(epoch, parts[6]));
  }

  private static long number(String hex) {
    if (!hex.matches("[0-9a-f]{1," + HEX + "}")) {
      throw new IllegalArgumentException("no session has such a name");
    }
    return Long.parseUnsignedLong(hex, HEX);
  }
}
