/** A group member as a verticle. */
@org.jspecify.annotations.NullMarked
package dev.understudy.server;
