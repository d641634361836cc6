/** The commands that ask a gateway over HTTP; they do not join the cluster. */
@org.jspecify.annotations.NullMarked
package dev.understudy.app.verb;
