/** Hosts on this machine, each with a network of its own, and what can befall them. */
@org.jspecify.annotations.NullMarked
package dev.understudy.faults.lab;
