/** What a request's way through client, master and backups is told by, to whoever traces. */
@org.jspecify.annotations.NullMarked
package dev.understudy.wire.tracing;
