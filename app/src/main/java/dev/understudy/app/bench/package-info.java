/** The verb {@code bench}; what it does is not part of the runnable of nodes. */
@org.jspecify.annotations.NullMarked
package dev.understudy.app.bench;
