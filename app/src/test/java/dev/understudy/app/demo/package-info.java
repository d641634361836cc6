/** The demonstration's bookkeeping. */
@org.jspecify.annotations.NullMarked
package dev.understudy.app.demo;
