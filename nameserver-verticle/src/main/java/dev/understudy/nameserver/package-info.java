/** A name server as a verticle. */
@org.jspecify.annotations.NullMarked
package dev.understudy.nameserver;
