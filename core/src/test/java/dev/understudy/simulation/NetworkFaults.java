package dev.understudy.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** Cuts links, in every shape. */
final class NetworkFaults {

  private final World world;
  private final Network network;
  private final Dice dice;

  NetworkFaults(World world) {
    this.world = world;
    this.network = world.network();
    this.dice = world.dice();
  }

  void partition() {
    if (dice.chance(500)) {
      network.healAll();
    }
    switch (dice.below(8)) {
      case 0 -> halves(0, Network.HOSTS);
      case 1 -> isolate(serverHost(), host -> true, dice.below(3));
      case 2 -> isolate(serverHost(), this::isServer, dice.below(3));
      case 3 -> isolate(serverHost(), host -> dice.chance(500), dice.below(3));
      case 4 -> scatter();
      case 5 -> bridge();
      case 6 -> divideNameServers();
      default -> halvesOfServersOnly();
    }
    world.note("network", () -> "cut");
    healLater();
  }

  void cutOffMaster() {
    world
        .someMaster()
        .ifPresent(
            master -> {
              IntPredicate others =
                  switch (dice.below(5)) {
                    case 0 -> host -> true;
                    case 1, 2 -> this::isServer;
                    case 3 -> host -> dice.chance(600);
                    default -> host -> !isServer(host);
                  };
              isolate(master.host(), others, dice.below(4) == 0 ? 1 + dice.below(2) : 0);
              world.note("network", () -> "cuts off the master, " + master);
              healLater();
            });
  }

  void heal() {
    network.healAll();
    world.note("network", () -> "whole again");
  }

  void storm() {
    Weather usual = world.options().climate().weather();
    network.setWeather(usual.withLoss(200 + dice.below(500)));
    world.note("network", () -> "storm");
    world
        .agenda()
        .in(
            dice.between(100, 1_500) * Agenda.MILLI,
            () -> {
              if (!world.isHealing()) {
                network.setWeather(usual);
              }
            });
  }

  private void healLater() {
    if (dice.chance(600)) {
      world.agenda().in(dice.between(100, 2_500) * Agenda.MILLI, network::healAll);
    }
  }

  private void halves(int from, int to) {
    boolean[] side = sides();
    cutBetween(from, to, (a, b) -> side[a] != side[b]);
  }

  private void halvesOfServersOnly() {
    boolean[] side = sides();
    cutBetween(0, Network.HOSTS, (a, b) -> isServer(a) && isServer(b) && side[a] != side[b]);
  }

  /** Two halves that only one server can reach both of. */
  private void bridge() {
    boolean[] side = sides();
    int bridge = serverHost();
    cutBetween(
        0,
        Network.HOSTS,
        (a, b) -> isServer(a) && isServer(b) && a != bridge && b != bridge && side[a] != side[b]);
  }

  /** Each name server hears its half of the servers; these are cut from each other, or not. */
  private void divideNameServers() {
    boolean[] side = sides();
    boolean serversToo = dice.chance(500);
    cutBetween(
        0,
        Network.HOSTS,
        (a, b) ->
            side[a] != side[b]
                && (isServer(a) != isServer(b) || (serversToo && isServer(a) && isServer(b))));
  }

  /** Any link, in any direction. */
  private void scatter() {
    int perMille = 100 + dice.below(500);
    cutBetween(0, Network.HOSTS, (a, b) -> dice.chance(perMille));
  }

  /**
   * @param direction 0: both; 1: it cannot be heard; 2: it does not hear
   */
  private void isolate(int host, IntPredicate from, int direction) {
    for (int other = 0; other < Network.HOSTS; other++) {
      if (other == host || !from.test(other)) {
        continue;
      }
      if (direction != 2) {
        network.cut(host, other);
      }
      if (direction != 1) {
        network.cut(other, host);
      }
    }
  }

  private interface Pair {
    boolean isCut(int from, int to);
  }

  private void cutBetween(int first, int end, Pair pair) {
    for (int a = first; a < end; a++) {
      for (int b = first; b < end; b++) {
        if (a != b && pair.isCut(a, b)) {
          network.cut(a, b);
        }
      }
    }
  }

  private boolean[] sides() {
    boolean[] side = new boolean[Network.HOSTS];
    for (int i = 0; i < side.length; i++) {
      side[i] = dice.chance(500);
    }
    return side;
  }

  private boolean isServer(int host) {
    return Nursery.isServerHost(host);
  }

  private int serverHost() {
    List<Integer> hosts = new ArrayList<>();
    world.processes().forEach(process -> hosts.add(process.host()));
    return hosts.isEmpty() ? 1 : dice.of(hosts);
  }
}
