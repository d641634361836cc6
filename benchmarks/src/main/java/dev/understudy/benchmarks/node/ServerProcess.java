package dev.understudy.benchmarks.node;

import dev.understudy.app.node.Node;
import dev.understudy.app.node.NodeSettings;
import io.vertx.core.json.JsonObject;
import java.io.IOException;

/** A node like any other, which may be asked what it costs: name server, member or baseline. */
public final class ServerProcess {

  /** What the program is told first to be this. */
  public static final String ROLE = "bench-server";

  private ServerProcess() {}

  /**
   * Runs until standard input ends.
   *
   * @param arguments one: JSON with {@code node}, a node's configuration; {@code echo}, the number
   *     of the baseline's server that runs on it, if one does; {@code groups}, of how many more
   *     groups it has a server
   */
  public static void main(String[] arguments) {
    JsonObject settings = new JsonObject(arguments[0]);
    Figures figures = Figures.begin();
    JsonObject configuration = settings.getJsonObject("node");
    int groups = settings.getInteger("groups", 0);
    if (groups > 0) {
      configuration.put("members", ManyGroups.members(groups, settings.getInteger("serverId")));
    }
    NodeSettings parsed = NodeSettings.parse(configuration);
    Node node = Node.start(parsed, ServerProcess.class.getClassLoader()).await();
    int echo = settings.getInteger("echo", 0);
    if (echo > 0) {
      node.vertx().deployVerticle(new EchoVerticle(echo)).await();
    }
    obey(orders(node, parsed, figures));
  }

  private static Orders orders(Node node, NodeSettings settings, Figures figures) {
    Recorder recorder = new Recorder();
    Cuts cuts = new Cuts(node.vertx());
    Orders orders =
        new Orders()
            .on("figures", order -> figures.toJson())
            .on("heap", figures::heap)
            .on("record", recorder::start)
            .on("recorded", recorder::stop)
            .on("cut", cuts::cut)
            .on("heal", cuts::heal);
    new LoadDesk(node.vertx(), new JsonObject()).takeOrders(orders);
    if (settings.nameServer().isPresent()) {
      Happenings happenings = Happenings.listen(node.vertx());
      orders.on("masters", happenings::masters).on("happened", happenings::since);
    }
    return orders;
  }

  /** Obeys, and ends the process without good manners: nothing here is worth a hand-over. */
  static void obey(Orders orders) {
    try {
      orders.obey();
      Runtime.getRuntime().halt(0);
    } catch (IOException e) {
      Runtime.getRuntime().halt(1);
    }
  }
}
