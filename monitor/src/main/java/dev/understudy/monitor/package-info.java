/** The HTTP gateway, events, health, metrics and dashboard. */
@NullMarked
package dev.understudy.monitor;

import org.jspecify.annotations.NullMarked;
