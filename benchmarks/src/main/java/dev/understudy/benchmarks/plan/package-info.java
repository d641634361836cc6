/** What is to be measured. */
@org.jspecify.annotations.NullMarked
package dev.understudy.benchmarks.plan;
