/** The name server as a verticle. */
@NullMarked
package dev.understudy.nameserver;

import org.jspecify.annotations.NullMarked;
