package dev.understudy.simulation;

import dev.understudy.group.ServerId;
import java.util.TreeSet;

/** How services behave at the moment. */
final class Moment {

  private final Dice dice;
  private final long usualServiceMicros;
  private final TreeSet<ServerId> cannotRestore = new TreeSet<>();
  private int captureFailuresPerMille;
  private long slowMicros;

  /**
   * @param usualServiceMicros the longest time a service takes when it is not slow; 0: none at all
   */
  Moment(Dice dice, long usualServiceMicros) {
    this.dice = dice;
    this.usualServiceMicros = usualServiceMicros;
  }

  long serviceMicros() {
    long most = Math.max(usualServiceMicros, slowMicros);
    return most == 0 ? 0 : dice.between(0, most);
  }

  boolean capturesFail() {
    return dice.chance(captureFailuresPerMille);
  }

  boolean restoresFail(ServerId server) {
    return cannotRestore.contains(server);
  }

  void failRestores(ServerId server) {
    cannotRestore.add(server);
  }

  void failCaptures(int perMille) {
    captureFailuresPerMille = perMille;
  }

  void slow(long micros) {
    slowMicros = micros;
  }

  /** Everything works as it should. */
  void calm() {
    cannotRestore.clear();
    captureFailuresPerMille = 0;
    slowMicros = 0;
  }
}
