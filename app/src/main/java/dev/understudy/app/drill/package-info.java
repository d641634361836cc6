/** Faults on demand, for demonstrations: what a node does to itself when it is told to. */
@org.jspecify.annotations.NullMarked
package dev.understudy.app.drill;
