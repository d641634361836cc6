package dev.understudy.app.verb;

import dev.understudy.app.Failure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What all verbs have in common on the command line. */
final class GatewayOptions {

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      split = ",",
      defaultValue = "http://127.0.0.1:8080",
      description =
          "A gateway; several are tried in order. Environment: UNDERSTUDY_ENDPOINT. Default:"
              + " ${DEFAULT-VALUE}.")
  private List<URI> endpoints = List.of();

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      defaultValue = "30s",
      description =
          "How long to wait for an answer; a gateway gives up a request or query after 10 s."
              + " Default: ${DEFAULT-VALUE}.")
  private Duration timeout = Duration.ZERO;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description =
          "The token to show to the gateway is in this file. Environment: UNDERSTUDY_TOKEN_FILE, or"
              + " UNDERSTUDY_TOKEN with the token itself.")
  private Optional<Path> tokenFile = Optional.empty();

  @Option(names = "--token", hidden = true, description = "For the environment.")
  private Optional<String> token = Optional.empty();

  @Option(names = "--json", description = "One JSON document on stdout; errors as JSON on stderr.")
  private boolean json;

  Gateway gateway() {
    return new Gateway(endpoints, timeout, tokenFile.map(GatewayOptions::read).or(() -> token));
  }

  boolean json() {
    return json;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw Failure.usage("cannot read the token file " + file);
    }
  }
}
