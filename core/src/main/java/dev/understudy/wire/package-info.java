/** Frames on the event bus. The only package of core that sees Vert.x. */
@NullMarked
package dev.understudy.wire;

import org.jspecify.annotations.NullMarked;
