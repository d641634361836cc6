/** The client library for Vert.x applications. */
@org.jspecify.annotations.NullMarked
package dev.understudy.sdk;
