package dev.understudy.faults.control;

import dev.understudy.app.drill.Drill;
import dev.understudy.app.node.ControlSettings;
import dev.understudy.app.node.NodeSettings;
import dev.understudy.app.node.SharedMapNode;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Holds a part of a shared map, where a member would be; where a name server would be it does
 * nothing. Says by HTTP which nodes it sees, and {@code {"type":"ready"}} when it is there. Ends
 * when standard input does.
 */
public final class SharedMapProcess {

  static final String HOLDERS = "holders";
  static final String NODES = "nodes";

  private SharedMapProcess() {}

  /** Arguments: those of {@code understudy}. */
  public static void main(String[] arguments) throws InterruptedException {
    NodeSettings settings = ControlSettings.parse(List.of(arguments));
    CountDownLatch over = new CountDownLatch(1);
    Drill.obey(over::countDown);
    if (!settings.members().isEmpty()) {
      SharedMapNode node = SharedMapNode.start(settings, true).await();
      node.map().await();
      listen(settings, node);
    }
    System.out.println(new JsonObject().put("type", "ready").encode());
    over.await();
    System.exit(0);
  }

  private static void listen(NodeSettings settings, SharedMapNode node) {
    node.vertx()
        .createHttpServer()
        .requestHandler(
            request ->
                request
                    .response()
                    .end(
                        new JsonObject()
                            .put(HOLDERS, node.holders())
                            .put(NODES, node.nodes())
                            .toBuffer()))
        .listen(settings.http().orElseThrow(), settings.host())
        .await();
  }
}
