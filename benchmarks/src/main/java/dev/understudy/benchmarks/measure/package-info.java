/** The driver: starts the processes, has them work, and measures them from outside. */
@org.jspecify.annotations.NullMarked
package dev.understudy.benchmarks.measure;
