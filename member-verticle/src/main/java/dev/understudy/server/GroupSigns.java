package dev.understudy.server;

import dev.understudy.group.ServerId;
import dev.understudy.member.LifeSign;
import java.util.ArrayList;
import java.util.List;

/** The signs of life that other nodes give for the servers of one group. Read by any thread. */
final class GroupSigns {

  /** What a node says of a server, for as long as it does not say otherwise. */
  record Given(ServerId server, OtherNode by, int loop, LifeSign sign) {}

  /** Twice as many as a group may have servers: a life and the one before it. */
  private static final int MOST_SIGNS = 128;

  private volatile List<Given> given = List.of();
  private boolean wanted;

  List<Given> given() {
    return given;
  }

  boolean isEmpty() {
    return given.isEmpty();
  }

  /** A server of the group lives here, and will read them. */
  void want() {
    wanted = true;
  }

  boolean isWanted() {
    return wanted;
  }

  /** Only ever called by one thread at a time. Over the bound a sign is not kept. */
  void give(Given sign) {
    List<Given> next = without(sign.by(), sign.server());
    if (next.size() < MOST_SIGNS) {
      next.add(sign);
    }
    given = List.copyOf(next);
  }

  void take(OtherNode by, ServerId server) {
    given = List.copyOf(without(by, server));
  }

  void takeAll(OtherNode by) {
    given = given.stream().filter(one -> one.by() != by).toList();
  }

  private List<Given> without(OtherNode by, ServerId server) {
    List<Given> rest = new ArrayList<>();
    for (Given one : given) {
      if (one.by() != by || !one.server().equals(server)) {
        rest.add(one);
      }
    }
    return rest;
  }
}
