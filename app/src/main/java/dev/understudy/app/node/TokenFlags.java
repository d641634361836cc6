package dev.understudy.app.node;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Who may do what at the gateway of a node. A token itself comes from the environment or the
 * configuration file only: on a command line, everybody on the machine could read it.
 */
final class TokenFlags {

  @Option(
      names = "--read-token-file",
      paramLabel = "FILE",
      description = "The token of those who may see how groups are is in this file.")
  private @Nullable String readFile;

  @Option(
      names = "--request-token-file",
      paramLabel = "FILE",
      description = "Likewise of those who may have groups execute requests.")
  private @Nullable String requestFile;

  @Option(
      names = "--operate-token-file",
      paramLabel = "FILE",
      description = "Likewise of those who may hand masterships over, and more.")
  private @Nullable String operateFile;

  @Option(names = "--read-token", hidden = true, description = "For the environment.")
  private @Nullable String read;

  @Option(names = "--request-token", hidden = true, description = "For the environment.")
  private @Nullable String request;

  @Option(names = "--operate-token", hidden = true, description = "For the environment.")
  private @Nullable String operate;

  /** What was given, as the configuration file would say it. */
  JsonObject given() {
    JsonObject given = new JsonObject();
    given.put("read", readFile == null ? read : null);
    given.put("request", requestFile == null ? request : null);
    given.put("operate", operateFile == null ? operate : null);
    given.put("readFile", readFile);
    given.put("requestFile", requestFile);
    given.put("operateFile", operateFile);
    return Layers.withoutNulls(given);
  }
}
