/** What was measured, as pictures. */
@org.jspecify.annotations.NullMarked
package dev.understudy.benchmarks.plot;
