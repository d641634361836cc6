package dev.understudy.faults.control;

import dev.understudy.app.drill.Drill;
import dev.understudy.app.node.ControlSettings;
import dev.understudy.app.node.Node;
import dev.understudy.app.node.NodeSettings;
import dev.understudy.nameserver.ControlNameServer;
import dev.understudy.server.ControlMember;
import dev.understudy.server.MemberOptions;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * A node as {@code understudy member} or {@code understudy name-server} would be with the same
 * command line, but without some mechanism. There is no other way to such a node. Ends when
 * standard input does.
 */
public final class ControlNode {

  private ControlNode() {}

  /** Arguments: the {@link Control}, and the command line. */
  public static void main(String[] arguments) throws InterruptedException {
    Control control = Control.valueOf(arguments[0]);
    List<String> commandLine = List.of(arguments).subList(1, arguments.length);
    NodeSettings settings = ControlSettings.parse(commandLine);
    CountDownLatch over = new CountDownLatch(1);
    Drill drill = Drill.obey(over::countDown);
    ClassLoader services = ControlNode.class.getClassLoader();
    Node node = Node.start(ControlSettings.bare(settings), services).await();
    deploy(control, settings, node.vertx());
    drill.tellEvents(node.vertx());
    over.await();
    System.exit(0);
  }

  private static void deploy(Control control, NodeSettings settings, Vertx vertx) {
    settings
        .nameServer()
        .ifPresent(
            options ->
                vertx
                    .deployVerticle(ControlNameServer.under(options, control.registryRules()))
                    .await());
    for (MemberOptions options : settings.members()) {
      DeploymentOptions deployment =
          new DeploymentOptions()
              .setConfig(options.toJson())
              .setClassLoader(ControlNode.class.getClassLoader());
      vertx.deployVerticle(ControlMember.under(control.rules()), deployment).await();
    }
  }
}
