/** What was measured, as a table for people and as JSON. */
@org.jspecify.annotations.NullMarked
package dev.understudy.benchmarks.report;
