package dev.understudy.faults.plan;

import dev.understudy.app.Failure;
import dev.understudy.app.verb.Gateway;
import dev.understudy.app.verb.GroupStatus;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/**
 * Looks at a group all the time, through the gateways of its members in turn, and says on standard
 * output, one JSON object a line, when it looked and whether all was well: one master, as many
 * servers in sync as there should be, and as many name servers, all of that mind. Ends when
 * standard input does.
 */
public final class ObserverProcess {

  private static final long PAUSE_NANOS = 100_000_000;
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private ObserverProcess() {}

  /** Arguments: the group, how many servers and name servers it has, and the gateways. */
  public static void main(String[] arguments) {
    String group = arguments[0];
    int servers = Integer.parseInt(arguments[1]);
    int nameServers = Integer.parseInt(arguments[2]);
    List<Gateway> gateways =
        List.of(arguments).subList(3, arguments.length).stream()
            .map(gateway -> new Gateway(List.of(URI.create(gateway)), PATIENCE))
            .toList();
    observe(i -> look(gateways.get(i % gateways.size()), group, servers, nameServers));
    System.exit(0);
  }

  /**
   * Looks until standard input ends.
   *
   * @param look what is seen at the look of that number: {@code well}, the number of {@code
   *     servers}, and perhaps {@code master}
   */
  public static void observe(IntFunction<JsonObject> look) {
    AtomicBoolean over = new AtomicBoolean();
    Thread input = new Thread(() -> awaitEnd(over), "input");
    input.setDaemon(true);
    input.start();
    for (int i = 0; !over.get(); i++) {
      long nanos = System.nanoTime();
      System.out.println(look.apply(i).put("nanos", nanos).encode());
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private static JsonObject look(Gateway gateway, String group, int servers, int nameServers) {
    JsonObject look = new JsonObject();
    try {
      GroupStatus status = GroupStatus.of(gateway, group);
      List<String> complaints = new ArrayList<>(status.complaints(servers));
      complaints.addAll(nameServerComplaints(status, nameServers));
      status.master().ifPresent(master -> look.put("master", master.getInteger("serverId")));
      return look.put("well", complaints.isEmpty())
          .put("servers", status.servers().size())
          .put("complaints", String.join(", ", complaints));
    } catch (Failure e) {
      return look.put("well", false).put("complaints", "no answer: " + e.getMessage());
    }
  }

  /** Name servers that did not answer, do not know yet, or name another master, or none. */
  static List<String> nameServerComplaints(GroupStatus status, int nameServers) {
    String master = status.master().map(one -> "" + one.getValue("serverId")).orElse("none");
    List<String> complaints = new ArrayList<>();
    JsonArray answers = status.json().getJsonArray("nameServers", new JsonArray());
    if (answers.size() != nameServers) {
      complaints.add(answers.size() + " of " + nameServers + " name servers");
    }
    for (Object answer : answers) {
      JsonObject nameServer = (JsonObject) answer;
      String retained = "" + nameServer.getValue("retained");
      if (Boolean.TRUE.equals(nameServer.getValue("warmingUp"))) {
        complaints.add("a name server is warming up");
      } else if (!retained.equals(master)) {
        complaints.add("a name server names " + retained + ", not " + master);
      }
    }
    return complaints;
  }

  private static void awaitEnd(AtomicBoolean over) {
    try {
      while (System.in.read() >= 0) {
        // nothing is asked of an observer
      }
    } catch (IOException e) {
      // whoever gave it is gone
    } finally {
      over.set(true);
    }
  }
}
