/** The end-to-end benchmark: processes of their own, measured beside the plain event bus. */
@org.jspecify.annotations.NullMarked
package dev.understudy.benchmarks;
