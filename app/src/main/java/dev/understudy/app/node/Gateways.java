package dev.understudy.app.node;

import dev.understudy.monitor.LocalServer;
import dev.understudy.monitor.MonitorOptions;
import dev.understudy.monitor.MonitorVerticle;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Makes the HTTP gateway of a node: the one place of the app that knows the monitor. */
final class Gateways {

  private Gateways() {}

  /**
   * These options of a gateway, if they can be.
   *
   * @throws IllegalArgumentException otherwise
   */
  static JsonObject required(JsonObject options) {
    for (String name : List.of("host", "port", "members")) {
      if (options.containsKey(name)) {
        throw new IllegalArgumentException(
            "gateway: \"" + name + "\" is not given there; it is the node's");
      }
    }
    return new MonitorOptions(options).toJson();
  }

  /**
   * The gateway of a node, whose readiness is that of the members in its process.
   *
   * @param port where it listens; 0 for any free one
   */
  static MonitorVerticle of(NodeSettings settings, int port) {
    List<LocalServer> members =
        settings.members().stream()
            .map(member -> new LocalServer(member.getGroup(), member.getServerId()))
            .toList();
    return new MonitorVerticle(
        new MonitorOptions(settings.gateway())
            .setHost(settings.host())
            .setPort(port)
            .setMembers(members));
  }
}
