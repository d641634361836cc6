/** The log that every server of a group executes in the same order. */
@NullMarked
package dev.understudy.log;

import org.jspecify.annotations.NullMarked;
