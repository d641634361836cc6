@org.jspecify.annotations.NullMarked
package dev.understudy.wire.tracing;
