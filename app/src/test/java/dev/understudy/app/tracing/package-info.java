@org.jspecify.annotations.NullMarked
package dev.understudy.app.tracing;
