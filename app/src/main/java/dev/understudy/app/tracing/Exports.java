package dev.understudy.app.tracing;

import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;

/** Where spans go. */
public final class Exports {

  private static final int MOST_WAITING = 8_192;

  private Exports() {}

  /** To a collector that takes OTLP over HTTP, in batches; what is too much is dropped. */
  public static SpanProcessor toCollector(String endpoint) {
    return BatchSpanProcessor.builder(OtlpHttpSpanExporter.builder().setEndpoint(endpoint).build())
        .setMaxQueueSize(MOST_WAITING)
        .build();
  }
}
