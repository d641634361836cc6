/** Runs that must fail: with a mechanism taken out, the tests have to see what it prevents. */
@org.jspecify.annotations.NullMarked
package dev.understudy.faults.control;
