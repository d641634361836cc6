package dev.understudy.faults.plan;

import dev.understudy.faults.lab.Shape;
import dev.understudy.faults.plan.Fault.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** What befalls the links between hosts. {@code Links.heal} undoes all of it. */
final class Cuts {

  private static final int SLOW_KBIT = 500;

  private static final Shape LATE = new Shape(60, 40, 0, 0);
  private static final Shape LOSSY = new Shape(2, 1, 2, 0);
  private static final Shape RESET = new Shape(0, 0, 0, 2_000);

  private final Arena arena;
  private final Setup setup;

  Cuts(Arena arena) {
    this.arena = arena;
    this.setup = arena.setup();
  }

  /**
   * Cuts.
   *
   * @param host whom it befalls, or who is on one side
   * @return two sides if none of them sees the other now; else nothing
   */
  List<Set<Integer>> make(Kind kind, int host, Random random) {
    switch (kind) {
      case ISOLATE_MASTER, ISOLATE_BACKUP, ISOLATE_NAME_SERVER, BLIP -> {
        return alone(Set.of(host));
      }
      case SPLIT, BACKUP_APART, EVEN_SPLIT, NAME_SERVERS_APART, CLUSTER_SPLIT -> {
        return alone(side(kind, host, random));
      }
      case BRIDGE -> bridged(side(kind, host, random), arena.backup(random));
      case MIDDLE -> arena.links().middle(Set.of(host), Set.of(arena.backup(random)));
      case ONE_WAY -> {
        int other = arena.backup(random);
        boolean out = random.nextBoolean();
        arena.links().cutOneWay(out ? host : other, out ? other : host);
      }
      case SLOW_LINK -> arena.links().rate(host, SLOW_KBIT);
      case LATE_LINK -> arena.relays().shape(host, LATE);
      case LOSSY_LINK -> arena.relays().shape(host, LOSSY);
      case RESET_LINK -> arena.relays().shape(host, RESET);
      default -> throw new IllegalArgumentException(kind + " is no cut");
    }
    return List.of();
  }

  /** Parts these hosts from all others. */
  List<Set<Integer>> alone(Set<Integer> side) {
    Set<Integer> others = others(setup.hosts(), side);
    List<Set<Integer>> sides = List.of(others, side);
    arena.links().split(sides);
    return sides;
  }

  /** A backup, and the observer, see both sides. */
  private void bridged(Set<Integer> side, int backup) {
    Set<Integer> others = others(setup.observer(), side);
    others.remove(backup);
    arena.links().middle(side, others);
  }

  /** The hosts below a number that are not on a side. */
  private static Set<Integer> others(int end, Set<Integer> side) {
    Set<Integer> others = new TreeSet<>();
    for (int host = 0; host < end; host++) {
      if (!side.contains(host)) {
        others.add(host);
      }
    }
    return others;
  }

  /** A server's, the master's as a rule: with a part of the rest, but without the observer. */
  private Set<Integer> side(Kind kind, int host, Random random) {
    Set<Integer> side = new TreeSet<>(Set.of(host));
    if (kind == Kind.EVEN_SPLIT) {
      List<Integer> backups = new ArrayList<>(setup.memberHosts());
      backups.remove(Integer.valueOf(host));
      Collections.shuffle(backups, random);
      side.addAll(backups.subList(0, setup.members() / 2 - 1));
    }
    List<Integer> nameServers = new ArrayList<>(setup.nameServerHosts());
    Collections.shuffle(nameServers, random);
    if (kind == Kind.NAME_SERVERS_APART) {
      side.add(nameServers.remove(0));
      nameServers.remove(0);
    }
    nameServers.stream().filter(any -> random.nextBoolean()).forEach(side::add);
    side.add(setup.clientHosts().get(0));
    return side;
  }
}
