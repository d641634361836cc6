/** Tests of what a gateway measures and counts. */
@org.jspecify.annotations.NullMarked
package dev.understudy.monitor.metrics;
