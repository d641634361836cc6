/** What must hold after every step, seen by an observer who knows everything. */
@org.jspecify.annotations.NullMarked
package dev.understudy.simulation.invariant;
