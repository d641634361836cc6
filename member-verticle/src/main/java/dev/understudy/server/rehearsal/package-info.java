/** What a process plays to itself once, so that its first fail-over is not its slowest. */
@org.jspecify.annotations.NullMarked
package dev.understudy.server.rehearsal;
