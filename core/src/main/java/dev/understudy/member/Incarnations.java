package dev.understudy.member;

import dev.understudy.group.Incarnation;
import dev.understudy.group.ServerId;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The latest life known of each server (protocol section 5, loss of memory), and what a later one
 * has to answer to be believed.
 */
final class Incarnations {

  private final Map<ServerId, Incarnation> known = new TreeMap<>();
  private final Map<ServerId, Long> challenges = new TreeMap<>();

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

  /** What a later life of {@code server} has to repeat: made after the present one was noted. */
  long challenge(ServerId server, Chance chance) {
    return challenges.computeIfAbsent(server, ignored -> chance.nonce());
  }

  /** Notes a life that answered {@code nonce}, if that is what was asked. */
  void prove(ServerId server, Incarnation incarnation, long nonce) {
    Long asked = challenges.get(server);
    if (asked != null && asked == nonce) {
      note(server, incarnation);
    }
  }

  Map<ServerId, Incarnation> all() {
    return Collections.unmodifiableMap(known);
  }
}
