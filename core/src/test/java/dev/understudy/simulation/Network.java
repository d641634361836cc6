package dev.understudy.simulation;

import java.util.Arrays;

/**
 * Carries what is sent from host to host: late, twice, in another order, or not at all. Hosts are
 * small numbers; each link has a direction.
 */
final class Network {

  static final int HOSTS = 32;

  private final Agenda agenda;
  private final Dice dice;
  private final boolean ordered;
  private final boolean[][] cut = new boolean[HOSTS][HOSTS];
  private final long[][] lastArrival = new long[HOSTS][HOSTS];
  private Weather weather;

  /**
   * @param ordered whether a link delivers in the order of sending, as one connection does
   */
  Network(Agenda agenda, Dice dice, Weather weather, boolean ordered) {
    this.agenda = agenda;
    this.dice = dice;
    this.weather = weather;
    this.ordered = ordered;
  }

  Weather weather() {
    return weather;
  }

  void setWeather(Weather changed) {
    weather = changed;
  }

  void cut(int from, int to) {
    cut[from][to] = true;
  }

  void mend(int from, int to) {
    cut[from][to] = false;
  }

  boolean isCut(int from, int to) {
    return cut[from][to];
  }

  void healAll() {
    for (boolean[] links : cut) {
      Arrays.fill(links, false);
    }
  }

  void send(int from, int to, Runnable arrival) {
    if (cut[from][to] || dice.chance(weather.lossPerMille())) {
      return;
    }
    deliver(from, to, arrival);
    if (dice.chance(weather.duplicatePerMille())) {
      deliver(from, to, arrival);
    }
  }

  private void deliver(int from, int to, Runnable arrival) {
    long delay = dice.between(weather.leastMicros(), weather.mostMicros());
    if (dice.chance(weather.stragglerPerMille())) {
      delay += dice.between(0, weather.stragglerMicros());
    }
    long at = agenda.now() + delay;
    if (ordered) {
      at = Math.max(at, lastArrival[from][to]);
      lastArrival[from][to] = at;
    }
    // what is under way when a link is cut arrives or not
    boolean survivesCut = dice.chance(500);
    agenda.at(
        at,
        () -> {
          if (survivesCut || !cut[from][to]) {
            arrival.run();
          }
        });
  }
}
