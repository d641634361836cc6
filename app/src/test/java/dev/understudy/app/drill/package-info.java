/** Faults on demand. */
@org.jspecify.annotations.NullMarked
package dev.understudy.app.drill;
