package dev.understudy.monitor.drill;

import dev.understudy.group.ServerId;
import dev.understudy.wire.DrillProtocol;
import dev.understudy.wire.JsonFields;

/**
 * What a person wants rehearsed.
 *
 * @param server to which it is done
 * @param millis how long, 1 to {@link DrillProtocol#LONGEST_MILLIS}
 * @param mostMillisWithoutMaster the drill is stopped once no server has answered as master for so
 *     long, 1 to {@link DrillProtocol#LONGEST_MILLIS}
 */
public record DrillOrder(
    DrillProtocol.Kind kind, ServerId server, long millis, long mostMillisWithoutMaster) {

  /** Default of the time that a drill takes. */
  public static final long DEFAULT_MILLIS = 5_000;

  /** Default of the time without a master that stops it. */
  public static final long DEFAULT_MOST_MILLIS_WITHOUT_MASTER = 5_000;

  public DrillOrder {
    requireRange("millis", millis);
    requireRange("mostMillisWithoutMaster", mostMillisWithoutMaster);
  }

  /**
   * Reads {@code {"drill","serverId","millis","mostMillisWithoutMaster"}}.
   *
   * @throws IllegalArgumentException with a message for people, if it is none
   */
  public static DrillOrder of(JsonFields fields) {
    int number = fields.count("serverId", -1);
    if (number < 0 || number > ServerId.HIGHEST) {
      throw new IllegalArgumentException("drill: \"serverId\" has to be the number of a server");
    }
    return new DrillOrder(
        DrillProtocol.kind(fields.text("drill", "")),
        new ServerId(number),
        fields.number("millis", DEFAULT_MILLIS),
        fields.number("mostMillisWithoutMaster", DEFAULT_MOST_MILLIS_WITHOUT_MASTER));
  }

  private static void requireRange(String name, long value) {
    if (value < 1 || value > DrillProtocol.LONGEST_MILLIS) {
      throw new IllegalArgumentException(
          "drill: \"" + name + "\" has to be 1 to " + DrillProtocol.LONGEST_MILLIS);
    }
  }
}
