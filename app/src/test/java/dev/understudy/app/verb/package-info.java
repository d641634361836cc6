/** The verbs against a gateway that is played. */
@org.jspecify.annotations.NullMarked
package dev.understudy.app.verb;
