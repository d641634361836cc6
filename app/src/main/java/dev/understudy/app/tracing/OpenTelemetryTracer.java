package dev.understudy.app.tracing;

import dev.understudy.wire.tracing.RequestSpan;
import dev.understudy.wire.tracing.RequestTracer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.IdGenerator;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.concurrent.TimeUnit;

/**
 * Makes spans of OpenTelemetry of the stages of requests. What is sampled was decided before, by
 * all alike; the ids are those of the stages.
 */
public final class OpenTelemetryTracer implements RequestTracer, AutoCloseable {

  private static final AttributeKey<String> SERVICE = AttributeKey.stringKey("service.name");
  private static final long CLOSE_SECONDS = 5;

  private final double ratio;
  private final GivenIds ids = new GivenIds();
  private final SdkTracerProvider provider;
  private final Tracer tracer;

  /**
   * A tracer.
   *
   * @param ratio the part of all requests that is traced, 0 to 1
   * @param processor takes the spans; may not block
   */
  public OpenTelemetryTracer(double ratio, SpanProcessor processor) {
    this.ratio = ratio;
    provider =
        SdkTracerProvider.builder()
            .setSampler(Sampler.alwaysOn())
            .setIdGenerator(ids)
            .setResource(Resource.builder().put(SERVICE, "understudy").build())
            .addSpanProcessor(processor)
            .build();
    tracer = provider.get("dev.understudy");
  }

  @Override
  public double ratio() {
    return ratio;
  }

  @Override
  public void ended(RequestSpan stage) {
    SpanBuilder span =
        tracer
            .spanBuilder(stage.stage().text())
            .setSpanKind(stage.server() < 0 ? SpanKind.CLIENT : SpanKind.SERVER)
            .setParent(parent(stage))
            .setStartTimestamp(stage.startNanos(), TimeUnit.NANOSECONDS)
            .setAttribute("understudy.group", stage.group())
            .setAttribute("understudy.sequence", stage.sequence());
    if (stage.server() >= 0) {
      span.setAttribute("understudy.server", stage.server());
    }
    ids.next(stage.trace().id(), stage.id());
    span.startSpan().end(stage.endNanos(), TimeUnit.NANOSECONDS);
  }

  /** Hands over what is not exported yet, for a bounded time. */
  @Override
  public void close() {
    provider.shutdown().join(CLOSE_SECONDS, TimeUnit.SECONDS);
  }

  private static Context parent(RequestSpan stage) {
    if (stage.parentId().isEmpty()) {
      return Context.root();
    }
    SpanContext parent =
        SpanContext.createFromRemoteParent(
            stage.trace().id(), stage.parentId(), TraceFlags.getSampled(), TraceState.getDefault());
    return Context.root().with(Span.wrap(parent));
  }

  /** Gives the ids that it was told by the same thread just before. */
  private static final class GivenIds implements IdGenerator {

    private record Ids(String trace, String span) {}

    private final ThreadLocal<Ids> next = ThreadLocal.withInitial(() -> new Ids("", ""));

    void next(String trace, String span) {
      next.set(new Ids(trace, span));
    }

    @Override
    public String generateTraceId() {
      return next.get().trace();
    }

    @Override
    public String generateSpanId() {
      return next.get().span();
    }
  }
}
