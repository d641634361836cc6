/** The examples of the manual, and the tests that keep the manual true. */
@org.jspecify.annotations.NullMarked
package dev.understudy.manual;
