package dev.understudy.app.node;

import dev.understudy.app.Failure;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code understudy member}. */
@Command(
    name = "member",
    mixinStandardHelpOptions = true,
    description = {
      "Runs a server of a group, or all those of the configuration file.",
      "A group has voters, of which a majority decides, or is available: then whoever can be",
      "reached serves."
    },
    footer = {
      "",
      "Each option may come from the environment: UNDERSTUDY_CLUSTER_PORT for --cluster-port.",
      "SIGTERM ends the process in good order: a master hands over first.",
      "",
      "EXAMPLES",
      "  understudy member --group kv --id 1 --voters 1,2,3 --cluster-port 5702",
      "  understudy member --config members.json"
    })
public final class MemberCommand implements Callable<Integer> {

  @Mixin private final NodeOptions options = new NodeOptions();
  @Mixin private final MemberFlags member = new MemberFlags();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    return new NodeRun(settings(), options.tracer()).run(options.orders(), options.drills());
  }

  NodeSettings settings() {
    JsonObject file = options.config().map(Layers::file).orElseGet(JsonObject::new);
    JsonObject node = Layers.over(file, options.given().mergeIn(member.givenOfTheNode()));
    JsonObject given = member.given(spec.commandLine().getParseResult());
    NodeSettings settings = NodeSettings.parse(Layers.memberOver(node, given));
    if (settings.members().isEmpty()) {
      throw Failure.usage("give --group and --id, or a --config file that has members");
    }
    return settings;
  }
}
