/** Which faults come when, from a seed, and how they are brought about. */
@org.jspecify.annotations.NullMarked
package dev.understudy.faults.plan;
