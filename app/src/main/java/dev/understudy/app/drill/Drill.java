package dev.understudy.app.drill;

import dev.understudy.group.ServerId;
import dev.understudy.wire.Addresses;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node in a drill obeys orders on standard input, one a line, and tells on standard output what
 * happens in the cluster, one JSON object a line: first {@code {"type":"ready"}}, then every event.
 * It ends when standard input does, so it never outlives the one who drills it.
 *
 * <p>Orders: {@code cut GROUP 2,3} and {@code heal}.
 */
public final class Drill {

  private static final Logger LOG = LoggerFactory.getLogger(Drill.class);

  private final TransportCut cut = new TransportCut();
  private final PrintStream out;

  private Drill(PrintStream out) {
    this.out = out;
  }

  /**
   * Starts to obey.
   *
   * @param over is run when standard input has ended
   */
  public static Drill obey(Runnable over) {
    Drill drill = new Drill(new PrintStream(System.out, true, StandardCharsets.UTF_8));
    Thread orders = new Thread(() -> drill.read(over), "drill");
    orders.setDaemon(true);
    orders.start();
    return drill;
  }

  /** Tells what happens from now on, and puts the cut into the node's transport. */
  public void tellEvents(Vertx vertx) {
    cut.install(vertx.eventBus());
    vertx
        .eventBus()
        .consumer(Addresses.EVENTS, event -> hear(event.body()))
        .completion()
        .onSuccess(listening -> tell(new JsonObject().put("type", "ready")));
  }

  /** Anybody may publish there; what is no event is not passed on. */
  private void hear(Object event) {
    if (event instanceof JsonObject json) {
      tell(json);
    }
  }

  private synchronized void tell(JsonObject event) {
    out.println(event.encode());
  }

  private void read(Runnable over) {
    try (BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      String order = orders.readLine();
      while (order != null) {
        obey(order);
        order = orders.readLine();
      }
    } catch (IOException e) {
      LOG.warn("standard input broke: {}", e.getMessage());
    }
    over.run();
  }

  private void obey(String order) {
    String[] words = order.split(" ", -1);
    try {
      if (words.length == 3 && words[0].equals("cut")) {
        cut.cut(words[1], servers(words[2]));
      } else if (order.equals("heal")) {
        cut.heal();
      } else {
        LOG.warn("no drill order: {}", order);
      }
    } catch (IllegalArgumentException e) {
      LOG.warn("no drill order: {}: {}", order, e.getMessage());
    }
  }

  private static Set<ServerId> servers(String numbers) {
    return Arrays.stream(numbers.split(",", -1))
        .map(number -> new ServerId(Integer.parseInt(number)))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
