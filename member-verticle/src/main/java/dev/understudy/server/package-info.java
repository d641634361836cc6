/** A group member as a verticle. */
@NullMarked
package dev.understudy.server;

import org.jspecify.annotations.NullMarked;
