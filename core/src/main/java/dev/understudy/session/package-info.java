/** What makes a retried request take effect once. */
@org.jspecify.annotations.NullMarked
package dev.understudy.session;
