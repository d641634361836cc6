/** The understudy command. */
@NullMarked
package dev.understudy.app;

import org.jspecify.annotations.NullMarked;
