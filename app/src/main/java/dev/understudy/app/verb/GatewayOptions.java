package dev.understudy.app.verb;

import java.net.URI;
import java.time.Duration;
import java.util.List;
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

  @Option(names = "--json", description = "One JSON document on stdout; errors as JSON on stderr.")
  private boolean json;

  Gateway gateway() {
    return new Gateway(endpoints, timeout);
  }

  boolean json() {
    return json;
  }
}
