/** The self-monitoring of a server: triggers, timers, checks and recoveries. */
@NullMarked
package dev.understudy.monitoring;

import org.jspecify.annotations.NullMarked;
