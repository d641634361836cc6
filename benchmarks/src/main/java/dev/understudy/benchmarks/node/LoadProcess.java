package dev.understudy.benchmarks.node;

import dev.understudy.app.node.Node;
import dev.understudy.app.node.NodeSettings;
import io.vertx.core.json.JsonObject;

/** A client of a benchmark, in a process of its own, which joins the cluster as a node. */
public final class LoadProcess {

  /** What the program is told first to be this. */
  public static final String ROLE = "bench-client";

  private LoadProcess() {}

  /**
   * Runs until standard input ends.
   *
   * @param arguments one: JSON with {@code node}, a node's configuration, and {@code client},
   *     options of clients of groups
   */
  public static void main(String[] arguments) {
    JsonObject settings = new JsonObject(arguments[0]);
    Figures figures = Figures.begin();
    Recorder recorder = new Recorder();
    Node node =
        Node.start(
                NodeSettings.parse(settings.getJsonObject("node")),
                LoadProcess.class.getClassLoader())
            .await();
    Orders orders =
        new Orders()
            .on("figures", order -> figures.toJson())
            .on("record", recorder::start)
            .on("recorded", recorder::stop)
            .on("renew", new Renewals(node.vertx())::start);
    JsonObject client = settings.getJsonObject("client", new JsonObject());
    new LoadDesk(node.vertx(), client).takeOrders(orders);
    ServerProcess.obey(orders);
  }
}
