package dev.understudy.app.node;

import io.vertx.core.json.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code understudy name-server}. */
@Command(
    name = "name-server",
    mixinStandardHelpOptions = true,
    description = {
      "Runs a name server: it knows who is master and notices when there are two.",
      "Any number may run. What the configuration file has besides runs too."
    },
    footer = {
      "",
      "Each option may come from the environment: UNDERSTUDY_CLUSTER_PORT for --cluster-port.",
      "SIGTERM ends the process in good order.",
      "",
      "EXAMPLES",
      "  understudy name-server --http 8080"
    })
public final class NameServerCommand implements Callable<Integer> {

  @Mixin private final NodeOptions options = new NodeOptions();

  @Override
  public Integer call() {
    return new NodeRun(settings(), options.tracer()).run(options.orders(), options.drills());
  }

  NodeSettings settings() {
    JsonObject file = options.config().map(Layers::file).orElseGet(JsonObject::new);
    JsonObject whole = Layers.over(file, options.given());
    if (!whole.containsKey("nameServer")) {
      whole.put("nameServer", new JsonObject());
    }
    return NodeSettings.parse(whole);
  }
}
