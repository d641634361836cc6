package dev.understudy.faults.plan;

import dev.understudy.app.Patience;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Brings faults about, one at a time, and undoes each of them. */
final class FaultMaker {

  private static final int SLOW_KBIT = 500;
  private static final long FLAP_MILLIS = 200;
  private static final Duration REJOIN = Duration.ofSeconds(60);

  private final Arena arena;
  private final Setup setup;

  FaultMaker(Arena arena) {
    this.arena = arena;
    this.setup = arena.setup();
  }

  /** Does what the fault says, for as long as it says; returns the hosts that it befell. */
  List<Integer> make(Fault fault) {
    Random random = new Random(fault.seed());
    int host = victim(fault.kind(), random);
    switch (fault.kind()) {
      case KILL_MASTER, KILL_BACKUP, KILL_NAME_SERVER -> killed(List.of(host), fault);
      case ALL_NAME_SERVERS -> killed(setup.nameServerHosts(), fault);
      case PAUSE_MASTER, PAUSE_BACKUP, PAUSE_NAME_SERVER -> paused(host, fault);
      case ROLLING_RESTART -> roll();
      case CLOCK_JUMP -> jumped(host, fault, random);
      case FLAPPING -> flap(host, fault);
      default -> {
        cut(fault.kind(), host, random);
        last(fault.millis());
        arena.links().heal();
      }
    }
    return befallen(fault.kind(), host);
  }

  private int victim(Fault.Kind kind, Random random) {
    return switch (kind) {
      case KILL_BACKUP, PAUSE_BACKUP, ISOLATE_BACKUP -> backup(random);
      case KILL_NAME_SERVER, PAUSE_NAME_SERVER, ISOLATE_NAME_SERVER, ALL_NAME_SERVERS ->
          one(setup.nameServerHosts(), random);
      case CLOCK_JUMP -> one(setup.memberHosts(), random);
      default -> arena.masterHost();
    };
  }

  private void cut(Fault.Kind kind, int host, Random random) {
    switch (kind) {
      case ISOLATE_MASTER, ISOLATE_BACKUP, ISOLATE_NAME_SERVER -> alone(Set.of(host));
      case SPLIT -> alone(masterSide(host, random));
      case MIDDLE -> arena.links().middle(Set.of(host), Set.of(backup(random)));
      case ONE_WAY -> {
        int other = backup(random);
        boolean out = random.nextBoolean();
        arena.links().cutOneWay(out ? host : other, out ? other : host);
      }
      case SLOW_LINK -> arena.links().rate(host, SLOW_KBIT);
      default -> throw new IllegalArgumentException(kind + " is no cut");
    }
  }

  /** The master with a part of the name servers and clients; the observer is with the others. */
  private Set<Integer> masterSide(int master, Random random) {
    Set<Integer> side = new TreeSet<>(Set.of(master));
    setup.nameServerHosts().stream().filter(host -> random.nextBoolean()).forEach(side::add);
    side.add(setup.clientHosts().get(0));
    return side;
  }

  private void alone(Set<Integer> side) {
    Set<Integer> others = new TreeSet<>();
    for (int host = 0; host < setup.hosts(); host++) {
      if (!side.contains(host)) {
        others.add(host);
      }
    }
    arena.links().split(List.of(others, side));
  }

  private void killed(List<Integer> hosts, Fault fault) {
    hosts.forEach(arena::kill);
    last(fault.millis());
    hosts.forEach(arena::start);
  }

  private void paused(int host, Fault fault) {
    arena.process(host).pause();
    last(fault.millis());
    arena.process(host).resume();
  }

  private void roll() {
    for (int host : setup.memberHosts()) {
      arena.leave(host);
      arena.start(host);
      arena.isWellWithin(REJOIN);
    }
  }

  private void jumped(int host, Fault fault, Random random) {
    if (arena.hasClocks()) {
      arena.clock(host).by(Duration.ofMillis(random.nextLong(-20_000, 20_000)));
      last(fault.millis());
      arena.clock(host).by(Duration.ZERO);
    }
  }

  private void flap(int host, Fault fault) {
    long end = System.nanoTime() + Duration.ofMillis(fault.millis()).toNanos();
    long length = FLAP_MILLIS;
    while (System.nanoTime() < end) {
      alone(Set.of(host));
      last(length);
      arena.links().heal();
      last(length);
      length = length >= 10 * FLAP_MILLIS ? FLAP_MILLIS : length + FLAP_MILLIS;
    }
  }

  private List<Integer> befallen(Fault.Kind kind, int host) {
    return switch (kind) {
      case ALL_NAME_SERVERS -> setup.nameServerHosts();
      case ROLLING_RESTART -> setup.memberHosts();
      default -> List.of(host);
    };
  }

  private int backup(Random random) {
    List<Integer> backups = new ArrayList<>(setup.memberHosts());
    backups.remove(Integer.valueOf(arena.masterHost()));
    return one(backups, random);
  }

  private static int one(List<Integer> hosts, Random random) {
    return hosts.get(random.nextInt(hosts.size()));
  }

  private static void last(long millis) {
    Patience.pause(Duration.ofMillis(millis));
  }
}
