/**
 * What servers, name servers and clients of a group agree on: identities, epochs, configuration.
 */
@org.jspecify.annotations.NullMarked
package dev.understudy.group;
