package dev.understudy.faults.control;

import dev.understudy.app.Failure;
import dev.understudy.app.verb.Gateway;
import dev.understudy.faults.plan.ObserverProcess;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Looks at the nodes that hold a shared map, as {@link ObserverProcess} does at a group: all is
 * well if all of them see each other, and as many other nodes as were ever seen.
 */
public final class SharedMapObserver {

  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final List<Gateway> holders;
  private int mostNodes;

  private SharedMapObserver(List<Gateway> holders) {
    this.holders = holders;
  }

  /**
   * Arguments: a group, which does not matter; how many nodes hold the map; how many name servers
   * would be there; the addresses of those that hold it.
   */
  public static void main(String[] arguments) {
    List<Gateway> holders =
        List.of(arguments).subList(3, arguments.length).stream()
            .map(address -> new Gateway(List.of(URI.create(address)), PATIENCE))
            .toList();
    SharedMapObserver observer = new SharedMapObserver(holders);
    ObserverProcess.observe(number -> observer.look());
    System.exit(0);
  }

  private JsonObject look() {
    int agree = 0;
    try {
      for (Gateway holder : holders) {
        JsonObject seen = holder.get("/").json();
        mostNodes = Math.max(mostNodes, seen.getInteger(SharedMapProcess.NODES, 0));
        boolean whole = seen.getInteger(SharedMapProcess.HOLDERS, 0) == holders.size();
        agree += whole && seen.getInteger(SharedMapProcess.NODES, 0) == mostNodes ? 1 : 0;
      }
    } catch (Failure e) {
      return new JsonObject().put("well", false).put("complaints", "" + e.getMessage());
    }
    return new JsonObject().put("well", agree == holders.size()).put("servers", agree);
  }
}
