package dev.understudy.log;

/** What a service made of a request; the same on every server (protocol section 4). */
public sealed interface Result {

  /** Bytes that a limit is counted for. */
  int size();

  /** The service returned {@code value}. */
  record Returned(Bytes value) implements Result {
    @Override
    public int size() {
      return value.length();
    }
  }

  /**
   * The service threw; the request counts as executed all the same. The message is not compared.
   */
  record Threw(String message) implements Result {

    /** Longer messages are cut. */
    public static final int LONGEST_MESSAGE = 512;

    public Threw {
      if (message.length() > LONGEST_MESSAGE) {
        message = message.substring(0, LONGEST_MESSAGE);
      }
    }

    @Override
    public int size() {
      return message.length();
    }
  }

  /** The result is larger than the group's limit; the request counts as executed. */
  record TooLarge(int length) implements Result {
    @Override
    public int size() {
      return 0;
    }
  }

  /** The session was unknown or had expired; nothing was executed. */
  record SessionUnknown() implements Result {
    @Override
    public int size() {
      return 0;
    }
  }

  /** The client had acknowledged this sequence before; nothing was executed. */
  record Superseded() implements Result {
    @Override
    public int size() {
      return 0;
    }
  }

  /** Nothing to return: an entry of the protocol itself. */
  record Nothing() implements Result {
    @Override
    public int size() {
      return 0;
    }
  }

  Nothing NOTHING = new Nothing();

  /** A stable number for the kind of a result. */
  static int kind(Result result) {
    if (result instanceof Nothing) {
      return 0;
    }
    if (result instanceof Returned) {
      return 1;
    }
    if (result instanceof Threw) {
      return 2;
    }
    if (result instanceof TooLarge) {
      return 3;
    }
    return result instanceof SessionUnknown ? 4 : 5;
  }

  /** What the digest folds in for this result. */
  static long digest(long state, Result result) {
    if (result instanceof Returned returned) {
      return Digest.ofBytes(state, returned.value());
    }
    return Digest.mix(state, kind(result));
  }
}
