/** Traces of requests by OpenTelemetry. */
@org.jspecify.annotations.NullMarked
package dev.understudy.app.tracing;
