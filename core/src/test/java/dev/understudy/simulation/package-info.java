/**
 * The deterministic simulator: whole groups with name servers, clients, network and clocks in one
 * thread, everything from one seed. A schedule is a phase of faults, then everything heals.
 */
@org.jspecify.annotations.NullMarked
package dev.understudy.simulation;
