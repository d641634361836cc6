/**
 * The product under real faults: processes on hosts of their own, networks that are cut, clocks
 * that jump, and a judge that knows what every client was told.
 */
@org.jspecify.annotations.NullMarked
package dev.understudy.faults;
