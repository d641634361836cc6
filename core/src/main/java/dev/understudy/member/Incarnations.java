package dev.understudy.member;

import dev.understudy.group.Incarnation;
import dev.understudy.group.ServerId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * The latest life known of each server (protocol section 5, loss of memory), and what a later one
 * has to answer to be believed.
 */
final class Incarnations {

  private static final int MOST_CHALLENGES = 64;

  private final Map<ServerId, Incarnation> known = new TreeMap<>();
  // the oldest gives way: anybody can claim to be any server
  private final Map<ServerId, Asked> challenges = new LinkedHashMap<>();

  /** The nonce is the same until a life has answered; whom it was sent to last, and when. */
  private record Asked(long nonce, Incarnation life, long atMillis) {}

  Incarnation of(ServerId server) {
    return known.getOrDefault(server, Incarnation.NONE);
  }

  /** Notes a life of a server, if it is later than what was known. */
  void note(ServerId server, Incarnation incarnation) {
    if (incarnation.isAfter(of(server))) {
      known.put(server, incarnation);
      challenges.remove(server);
    }
  }

  /**
   * What a later life of {@code server} has to repeat: made after the present one was noted. Empty
   * if that life was asked for it less than {@code pauseMillis} ago: its answer is on the way.
   */
  OptionalLong challenge(
      ServerId server, Incarnation life, long nowMillis, long pauseMillis, Chance chance) {
    Asked before = challenges.get(server);
    if (before == null) {
      if (challenges.size() >= MOST_CHALLENGES) {
        challenges.remove(challenges.keySet().iterator().next());
      }
    } else if (before.life.equals(life) && nowMillis - before.atMillis < pauseMillis) {
      return OptionalLong.empty();
    }
    long nonce = before == null ? chance.nonce() : before.nonce;
    challenges.put(server, new Asked(nonce, life, nowMillis));
    return OptionalLong.of(nonce);
  }

  /** Whether {@code nonce} is what was asked of {@code server}. */
  boolean isAnswer(ServerId server, long nonce) {
    Asked asked = challenges.get(server);
    return asked != null && asked.nonce == nonce;
  }

  /** Servers that were heard, and have not answered yet. */
  Set<ServerId> challenged() {
    return Collections.unmodifiableSet(challenges.keySet());
  }

  Map<ServerId, Incarnation> all() {
    return Collections.unmodifiableMap(known);
  }
}
