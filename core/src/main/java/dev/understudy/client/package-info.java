/** The client's side of a session. */
@org.jspecify.annotations.NullMarked
package dev.understudy.client;
