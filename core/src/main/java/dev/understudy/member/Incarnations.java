package dev.understudy.member;

import dev.understudy.group.Incarnation;
import dev.understudy.group.ServerId;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** The latest life known of each server (protocol section 5, loss of memory). */
final class Incarnations {

  private final Map<ServerId, Incarnation> known = new TreeMap<>();

  Incarnation of(ServerId server) {
    return known.getOrDefault(server, Incarnation.NONE);
  }

  /** Notes a life of a server; returns whether it is later than what was known. */
  boolean note(ServerId server, Incarnation incarnation) {
    if (!incarnation.isAfter(of(server))) {
      return false;
    }
    known.put(server, incarnation);
    return true;
  }

  Map<ServerId, Incarnation> all() {
    return Collections.unmodifiableMap(known);
  }
}
