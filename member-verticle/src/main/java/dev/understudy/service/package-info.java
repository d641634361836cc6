/** What a user implements: a service that runs on every server of its group. */
@NullMarked
package dev.understudy.service;

import org.jspecify.annotations.NullMarked;
