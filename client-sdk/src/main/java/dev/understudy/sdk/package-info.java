/** The client library for Vert.x applications. */
@NullMarked
package dev.understudy.sdk;

import org.jspecify.annotations.NullMarked;
