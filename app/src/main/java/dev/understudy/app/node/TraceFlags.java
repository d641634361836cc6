package dev.understudy.app.node;

import dev.understudy.app.Failure;
import dev.understudy.app.tracing.Exports;
import dev.understudy.app.tracing.OpenTelemetryTracer;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whether requests are traced, and where their traces go. */
final class TraceFlags {

  @Option(
      names = "--trace-endpoint",
      paramLabel = "URL",
      description =
          "Trace requests, and hand the traces to this collector: OTLP over HTTP, like"
              + " http://127.0.0.1:4318/v1/traces. Give it to all nodes.")
  private Optional<String> endpoint = Optional.empty();

  @Option(
      names = "--trace-ratio",
      paramLabel = "RATIO",
      defaultValue = "0.01",
      description =
          "The part of all requests that is traced, 0 to 1; the same on all nodes. Default:"
              + " ${DEFAULT-VALUE}.")
  private double ratio;

  Optional<OpenTelemetryTracer> tracer() {
    if (ratio < 0 || ratio > 1) {
      throw Failure.usage("--trace-ratio is 0 to 1");
    }
    try {
      return endpoint.map(url -> new OpenTelemetryTracer(ratio, Exports.toCollector(url)));
    } catch (IllegalArgumentException e) {
      throw Failure.usage("--trace-endpoint: " + e.getMessage());
    }
  }
}
