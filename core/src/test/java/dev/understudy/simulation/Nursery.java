package dev.understudy.simulation;

import dev.understudy.group.Priority;
import dev.understudy.group.ServerId;
import java.util.HashMap;
import java.util.Map;

/** Brings processes of servers into the world, and decides which may leave it. */
final class Nursery {

  private static final int FIRST_NAME_SERVER = 10;
  private static final int FIRST_CLIENT = 13;
  private static final int FIRST_SPARE = 16;

  private final World world;
  private final Map<ServerId, Priority> priorities = new HashMap<>();
  private int spares;

  Nursery(World world) {
    this.world = world;
  }

  static int nameServerHost(int number) {
    return FIRST_NAME_SERVER + number;
  }

  static int clientHost(int number) {
    return FIRST_CLIENT + number;
  }

  static boolean isServerHost(int host) {
    return host < FIRST_NAME_SERVER || host >= FIRST_SPARE;
  }

  /** The servers start, one after the other. */
  void startAll() {
    for (int i = 1; i <= world.options().cast().servers(); i++) {
      ServerId id = new ServerId(i);
      if (world.dice().chance(300)) {
        priorities.put(id, Priority.ofWeight(world.dice().below(3)));
      }
      long after = world.dice().between(0, 300);
      world.agenda().in(after * Agenda.MILLI, () -> startIfAbsent(id));
    }
  }

  void startAllAbsent() {
    for (int i = 1; i <= world.options().cast().servers(); i++) {
      startIfAbsent(new ServerId(i));
    }
  }

  void startIfAbsent(ServerId id) {
    if (world.processesOf(id).isEmpty()) {
      start(id, id.number());
    }
  }

  /** A second process of the server, on a host of its own. */
  void startDouble(ServerId id) {
    start(id, FIRST_SPARE + spares++ % (Network.HOSTS - FIRST_SPARE));
  }

  void prioritize(SimulatedServer process, Priority priority) {
    priorities.put(process.id(), priority);
    process.prioritize(priority);
  }

  /** A clock that may be wrong. */
  ServerClock clock() {
    Dice dice = world.dice();
    int spread = world.options().climate().clockSpeeds();
    long wallOffset = dice.chance(300) ? dice.between(0, 4_000) - 2_000 : 0;
    return new ServerClock(
        world.agenda(),
        dice.between(0, 1_000_000),
        dice.between(1_000 - spread, 1_000 + spread),
        wallOffset);
  }

  private void start(ServerId id, int host) {
    ServerClock clock = clock();
    Priority priority = priorities.getOrDefault(id, Priority.NORMAL);
    SimulatedServer process =
        new SimulatedServer(
            world, id, host, new SimulatedServer.Birth(clock, clock.wallMillis(), priority));
    world.note(process, () -> "starts, " + process.incarnation());
    world.joined(process);
    process.begin();
  }
}
