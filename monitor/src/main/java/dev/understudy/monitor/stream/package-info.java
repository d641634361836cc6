/** The event stream of a gateway: server-sent events that are kept for a while and resumed. */
@org.jspecify.annotations.NullMarked
package dev.understudy.monitor.stream;
