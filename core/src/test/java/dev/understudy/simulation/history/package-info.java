/** What clients saw, and whether it is what they were promised. Knows nothing of the simulator. */
@org.jspecify.annotations.NullMarked
package dev.understudy.simulation.history;
