/** Frames on the event bus: the only package of core that sees Vert.x. */
@org.jspecify.annotations.NullMarked
package dev.understudy.wire;
