package dev.understudy.wire;

import io.vertx.core.json.JsonObject;
import java.util.Locale;

/**
 * What a gateway orders of a node that takes part in drills: JSON objects as requests on {@link
 * Addresses#drills}, answered like a command ({@link ControlProtocol}). Nobody listens there where
 * drills are not allowed.
 *
 * <table>
 *   <caption>Orders</caption>
 *   <tr><th>request<th>answer
 *   <tr><td>{@code {"drill":"isolate","millis":5000}}, or {@code pause}, or {@code crash}
 *       <td>{@code {"done":".."}}; {@code refused} while another one lasts
 *   <tr><td>{@code {"drill":"stop"}}: end the one that lasts, if one does
 *       <td>{@code {"done":"..","ended":true}}; false if none lasted
 *   <tr><td>{@code {"drill":"ask"}}: are orders taken here? <td>{@code {"done":".."}} if they are
 * </table>
 */
public final class DrillProtocol {

  /** The longest drill: a minute. */
  public static final long LONGEST_MILLIS = 60_000;

  /** Field of the answer to {@link Stop}: whether a drill was ended. */
  public static final String ENDED = "ended";

  private static final String DRILL = "drill";
  private static final String MILLIS = "millis";
  private static final String STOP = "stop";
  private static final String ASK = "ask";

  private DrillProtocol() {}

  /** What is done to a server. */
  public enum Kind {
    /** Nothing reaches it and nothing leaves it; all of it goes on late, when it is over. */
    PAUSE,
    /** It and the other servers of its group do not hear each other. */
    ISOLATE,
    /** It is gone at once, without a good-bye; it comes back, without its memory. */
    CRASH;

    /** The name in orders and documents. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** An order. */
  public sealed interface Order {}

  /** Do this to the server for so long, 1 to {@link #LONGEST_MILLIS}. */
  public record Start(Kind kind, long millis) implements Order {
    public Start {
      if (millis < 1 || millis > LONGEST_MILLIS) {
        throw new IllegalArgumentException("\"millis\" has to be 1 to " + LONGEST_MILLIS);
      }
    }
  }

  /** End what is being done. */
  public record Stop() implements Order {}

  /** Would you take an order? Nothing is done. */
  public record Ask() implements Order {}

  public static JsonObject json(Order order) {
    if (order instanceof Start start) {
      return new JsonObject().put(DRILL, start.kind().text()).put(MILLIS, start.millis());
    }
    return new JsonObject().put(DRILL, order instanceof Stop ? STOP : ASK);
  }

  /**
   * The order that this is.
   *
   * @throws IllegalArgumentException with a message for people, if it is none
   */
  public static Order parse(JsonObject json) {
    JsonFields fields = new JsonFields(DRILL, json);
    String name = fields.text(DRILL, "");
    Order order =
        switch (name) {
          case STOP -> new Stop();
          case ASK -> new Ask();
          default -> new Start(kind(name), fields.number(MILLIS, 0));
        };
    fields.requireNoOthers();
    return order;
  }

  /**
   * The kind of that name.
   *
   * @throws IllegalArgumentException with a message for people, if there is none
   */
  public static Kind kind(String name) {
    for (Kind kind : Kind.values()) {
      if (kind.text().equals(name)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("\"drill\" has to be pause, isolate or crash");
  }
}
