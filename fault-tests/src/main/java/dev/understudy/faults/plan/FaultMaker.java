package dev.understudy.faults.plan;

import dev.understudy.app.Patience;
import dev.understudy.faults.plan.Brought.Parted;
import dev.understudy.faults.plan.Fault.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Brings faults about, one at a time, and undoes each of them. */
final class FaultMaker {

  private static final long FLAP_MILLIS = 200;
  private static final long LEAST_JUMP_MILLIS = 1_000;
  private static final long MOST_JUMP_MILLIS = 20_000;

  /** Hazelcast removes a node of which it has heard nothing for 5 s. */
  private static final long PARTED_MILLIS = 9_000;

  private static final Duration REJOIN = Duration.ofSeconds(60);

  private final Arena arena;
  private final Setup setup;
  private final Cuts cuts;

  FaultMaker(Arena arena) {
    this.arena = arena;
    this.setup = arena.setup();
    this.cuts = new Cuts(arena);
  }

  /** Does what the fault says, for as long as it says. */
  Brought make(Fault fault) {
    Random random = new Random(fault.seed());
    int host = victim(fault.kind(), random);
    if (fault.kind().isHindrance()) {
      arena.chronicle().hindered();
    }
    return switch (fault.kind()) {
      case KILL_MASTER, KILL_BACKUP, KILL_NAME_SERVER -> killed(List.of(host), fault);
      case ALL_MEMBERS -> killed(setup.memberHosts(), fault);
      case ALL_NAME_SERVERS -> killed(setup.nameServerHosts(), fault);
      case PAUSE_MASTER, PAUSE_BACKUP, PAUSE_NAME_SERVER -> paused(host, fault);
      case ROLLING_RESTART -> rolled();
      case JOIN_STORM -> stormed(fault);
      case CLOCK_JUMP -> jumped(host, fault, random);
      case FLAPPING -> flapped(host, fault);
      case CLUSTER_SPLIT -> partedAndMerged(host, fault, random);
      case KILL_IN_CUT -> killedInCut(host, fault);
      default -> cut(host, fault, random);
    };
  }

  private int victim(Kind kind, Random random) {
    return switch (kind) {
      case KILL_BACKUP, PAUSE_BACKUP, ISOLATE_BACKUP, BACKUP_APART, KILL_IN_CUT ->
          arena.backup(random);
      case KILL_NAME_SERVER, PAUSE_NAME_SERVER, ISOLATE_NAME_SERVER ->
          one(setup.nameServerHosts(), random);
      case CLOCK_JUMP, BLIP -> one(setup.memberHosts(), random);
      default -> arena.masterHost();
    };
  }

  private Brought cut(int host, Fault fault, Random random) {
    List<Set<Integer>> sides = cuts.make(fault.kind(), host, random);
    long from = System.nanoTime();
    last(fault.millis());
    long to = System.nanoTime();
    arena.links().heal();
    Optional<Parted> parted =
        sides.isEmpty() ? Optional.empty() : Optional.of(new Parted(sides, from, to));
    return new Brought(List.of(host), parted, List.of());
  }

  /** Lasts longer than Hazelcast waits before it removes a node; what it logs shows the merge. */
  private Brought partedAndMerged(int host, Fault fault, Random random) {
    long longer = Math.max(fault.millis(), PARTED_MILLIS);
    Brought brought = cut(host, new Fault(fault.kind(), longer, fault.seed()), random);
    // that of a split before may be late; that of this one cannot have come already
    long before = arena.merges();
    boolean merged = Patience.holdsWithin(REJOIN, () -> arena.merges() > before);
    return merged ? brought : brought.with("the cluster manager did not part and merge");
  }

  /** The master has to be known before: in an AVAILABLE group who is cut off becomes one, too. */
  private Brought killedInCut(int backup, Fault fault) {
    int master = arena.masterHost();
    cuts.alone(Set.of(backup));
    last(fault.millis() / 2);
    arena.kill(master);
    last(fault.millis() / 2);
    arena.links().heal();
    return started(List.of(master), Brought.to(List.of(backup, master)));
  }

  private Brought killed(List<Integer> hosts, Fault fault) {
    hosts.forEach(arena::kill);
    if (hosts.equals(setup.memberHosts())) {
      arena.chronicle().forgotten();
    }
    last(fault.millis());
    return started(hosts, Brought.to(hosts));
  }

  /** Starts processes, and waits until all of them have joined; it is over before that. */
  private Brought started(List<Integer> hosts, Brought brought) {
    hosts.forEach(arena::start);
    Brought over = brought.restoredAt(System.nanoTime());
    boolean ready = Patience.holdsWithin(REJOIN, () -> hosts.stream().allMatch(arena::isReady));
    String late = "not all that were killed joined again within " + REJOIN.toSeconds() + " s";
    return ready ? over : over.with(late);
  }

  private Brought paused(int host, Fault fault) {
    arena.pause(host);
    last(fault.millis());
    arena.process(host).resume();
    return Brought.to(List.of(host));
  }

  private Brought rolled() {
    List<Integer> hosts = new ArrayList<>(setup.memberHosts());
    hosts.addAll(setup.nameServerHosts());
    Brought brought = Brought.to(hosts);
    for (int host : hosts) {
      arena.leave(host);
      arena.start(host);
      boolean ready = Patience.holdsWithin(REJOIN, () -> arena.isReady(host));
      if (!ready || !arena.isWellWithin(REJOIN)) {
        brought =
            brought.with("not well within a minute after %s left".formatted(setup.resident(host)));
      }
    }
    return brought;
  }

  /** Servers that join at once, stay for a while with all the others in sync, and leave at once. */
  private Brought stormed(Fault fault) {
    int all = setup.members() + setup.guests();
    setup.guestHosts().forEach(arena::start);
    boolean well = arena.isWellWithin(REJOIN, all);
    last(fault.millis());
    setup.guestHosts().parallelStream().forEach(arena::leave);
    String complaint = "not all of " + all + " servers were in sync within " + REJOIN.toSeconds();
    List<String> complaints = well ? List.of() : List.of(complaint + " s");
    return new Brought(setup.guestHosts(), Optional.empty(), complaints);
  }

  private Brought jumped(int host, Fault fault, Random random) {
    long jump = random.nextLong(LEAST_JUMP_MILLIS, MOST_JUMP_MILLIS);
    arena.clock(host).by(Duration.ofMillis(random.nextBoolean() ? jump : -jump));
    last(fault.millis());
    arena.clock(host).by(Duration.ZERO);
    return Brought.to(List.of(host));
  }

  private Brought flapped(int host, Fault fault) {
    long end = System.nanoTime() + Duration.ofMillis(fault.millis()).toNanos();
    long length = FLAP_MILLIS;
    while (System.nanoTime() < end) {
      cuts.alone(Set.of(host));
      last(length);
      arena.links().heal();
      last(length);
      length = length >= 10 * FLAP_MILLIS ? FLAP_MILLIS : length + FLAP_MILLIS;
    }
    return Brought.to(List.of(host));
  }

  private static int one(List<Integer> hosts, Random random) {
    return hosts.get(random.nextInt(hosts.size()));
  }

  private static void last(long millis) {
    Patience.pause(Duration.ofMillis(millis));
  }
}
