/** What a user implements: a deterministic service, and what it is given. */
@org.jspecify.annotations.NullMarked
package dev.understudy.service;
