/** How a client finds the master and gets each request executed exactly once. */
@NullMarked
package dev.understudy.client;

import org.jspecify.annotations.NullMarked;
