/** The whole command. */
@org.jspecify.annotations.NullMarked
package dev.understudy.app;
