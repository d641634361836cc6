package dev.understudy.wire;

/**
 * What became of some bytes from outside. Everything but {@link Ok} is to be counted and dropped.
 */
public sealed interface Decoded {

  /** A frame whose every value is within its bounds. */
  record Ok(Frame frame) implements Decoded {}

  /** Not a frame. {@code reason} is for people; it never repeats the bytes. */
  record Malformed(String reason) implements Decoded {}

  /**
   * A frame of a version that this node does not speak; {@link Frames#VERSION} is the one it does.
   */
  record UnknownVersion(int version) implements Decoded {}

  /** Not looked at, because it is {@code bytes} long and at most {@code most} are taken. */
  record TooLarge(int bytes, int most) implements Decoded {}
}
