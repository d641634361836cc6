/** The self-monitoring mechanism: triggers, detector and the three recovery steps. */
@org.jspecify.annotations.NullMarked
package dev.understudy.monitoring;
