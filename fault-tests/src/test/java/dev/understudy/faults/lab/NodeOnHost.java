package dev.understudy.faults.lab;

import dev.understudy.app.node.Node;
import dev.understudy.app.node.NodeSettings;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * A program for a host: a node without anything on it, that answers on the address that is its
 * number, and asks others as the lines on its standard input say.
 */
final class NodeOnHost {

  static final int CLUSTER_PORT = 5701;
  static final int BUS_PORT = 6701;

  private NodeOnHost() {}

  public static void main(String[] arguments) throws IOException {
    JsonObject settings =
        new JsonObject()
            .put("host", arguments[1])
            .put("clusterPort", CLUSTER_PORT)
            .put("busPort", BUS_PORT)
            .put("join", new JsonArray().add(arguments[2]));
    Vertx vertx =
        Node.start(NodeSettings.parse(settings), NodeOnHost.class.getClassLoader())
            .map(Node::vertx)
            .await();
    vertx.eventBus().consumer(arguments[0], NodeOnHost::answer);
    System.out.println("ready");
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String line = orders.readLine();
    while (line != null) {
      ask(vertx, line);
      line = orders.readLine();
    }
    vertx.close().await();
  }

  private static void answer(Message<String> question) {
    question.reply(question.body());
  }

  private static void ask(Vertx vertx, String address) {
    long from = System.nanoTime();
    vertx
        .eventBus()
        .<String>request(address, "how long?")
        .onSuccess(
            answer ->
                System.out.println(
                    "heard " + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from)))
        .onFailure(failure -> System.out.println("failed: " + failure.getMessage()));
  }
}
