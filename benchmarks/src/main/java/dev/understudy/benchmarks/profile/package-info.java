/** Recordings of Flight Recorder, and where the time and the memory go in them. */
@org.jspecify.annotations.NullMarked
package dev.understudy.benchmarks.profile;
