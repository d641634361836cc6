package dev.understudy.app.node;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** The options of one member; each may come from the environment instead. */
final class MemberFlags {

  private static final String VOTERS = "voters";
  private static final String AVAILABLE = "available";

  @Option(names = "--group", paramLabel = "G", description = "The name of the group.")
  private @Nullable String group;

  @Option(
      names = "--id",
      paramLabel = "N",
      description = "The server's number in its group; the same after a restart.")
  private @Nullable Integer id;

  @Option(
      names = "--voters",
      paramLabel = "N",
      split = ",",
      description = "The servers whose majority decides; the group is CONSISTENT.")
  private @Nullable List<Integer> voters;

  @Option(
      names = "--available",
      description = "The group is AVAILABLE: whoever can be reached serves.")
  private @Nullable Boolean available;

  @Option(
      names = "--service",
      paramLabel = "NAME",
      description = "kv, counter, or a class of the class path. Default: kv.")
  private @Nullable String service;

  @Option(
      names = "--weight",
      paramLabel = "N",
      description = "A server with a higher weight takes the mastership over. Default: 0.")
  private @Nullable Long weight;

  @Option(
      names = "--classpath",
      paramLabel = "JAR",
      split = ",",
      description = "Where the class of the service is: jars or folders.")
  private @Nullable List<String> classpath;

  /** What was given of the member, as the configuration file would say it. */
  JsonObject given(ParseResult parsed) {
    JsonObject given = new JsonObject();
    given.put("group", group);
    given.put("serverId", id);
    given.put(VOTERS, voters == null ? null : new JsonArray(voters));
    given.put(AVAILABLE, available);
    given.put("service", service);
    given.put("weight", weight);
    Layers.withoutNulls(given);
    // what is on the command line decides on the mode against what is in the environment
    if (parsed.hasMatchedOption("--voters") && !parsed.hasMatchedOption("--available")) {
      given.remove(AVAILABLE);
    } else if (parsed.hasMatchedOption("--available") && !parsed.hasMatchedOption("--voters")) {
      given.remove(VOTERS);
    }
    return given;
  }

  /** What was given of the class path, likewise. */
  JsonObject givenOfTheNode() {
    JsonObject given = new JsonObject();
    given.put("classpath", classpath == null ? null : new JsonArray(classpath));
    return Layers.withoutNulls(given);
  }
}
