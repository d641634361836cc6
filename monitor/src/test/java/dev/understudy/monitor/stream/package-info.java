/** Tests of the event stream. */
@org.jspecify.annotations.NullMarked
package dev.understudy.monitor.stream;
