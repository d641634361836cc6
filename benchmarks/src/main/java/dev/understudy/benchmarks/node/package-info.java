/** The processes that are measured: nodes of a cluster that obey orders on standard input. */
@org.jspecify.annotations.NullMarked
package dev.understudy.benchmarks.node;
