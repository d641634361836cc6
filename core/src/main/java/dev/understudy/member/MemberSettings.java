package dev.understudy.member;

import dev.understudy.group.GroupConfiguration;
import dev.understudy.group.Incarnation;
import dev.understudy.group.Priority;
import dev.understudy.group.ServerId;

/**
 * What a member is given when its life begins.
 *
 * @param seed of all its chance: jitter, nonces, generations
 * @param rules {@link Rules#STANDARD}, except in tests that break one
 */
public record MemberSettings(
    GroupConfiguration configuration,
    ServerId self,
    Incarnation incarnation,
    Priority priority,
    long seed,
    Rules rules) {

  public MemberSettings {
    if (self.isNone()) {
      throw new IllegalArgumentException("a member needs a server id");
    }
  }
}
