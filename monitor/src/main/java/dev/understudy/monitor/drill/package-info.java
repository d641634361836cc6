/** Drills: what is done to a server on purpose, what is expected of it, and what is seen. */
@org.jspecify.annotations.NullMarked
package dev.understudy.monitor.drill;
