/** What a gateway measures and counts, for Prometheus. */
@org.jspecify.annotations.NullMarked
package dev.understudy.monitor.metrics;
