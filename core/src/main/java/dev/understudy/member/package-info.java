/** One server of a group: the parts of the protocol put together. */
@NullMarked
package dev.understudy.member;

import org.jspecify.annotations.NullMarked;
