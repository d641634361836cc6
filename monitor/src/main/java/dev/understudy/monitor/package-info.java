/** The HTTP gateway and health of a node. */
@org.jspecify.annotations.NullMarked
package dev.understudy.monitor;
