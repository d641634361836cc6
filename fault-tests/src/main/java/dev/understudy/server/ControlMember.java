package dev.understudy.server;

import dev.understudy.member.Rules;
import org.jspecify.annotations.NullMarked;

/**
 * A server for a control run: the product's own, but for one rule that is broken. It lives in the
 * server's package because no way from outside leads to other rules than the protocol's.
 */
@NullMarked
public final class ControlMember {

  private ControlMember() {}

  /** A server under these rules, for deployment with its options as configuration. */
  public static MemberVerticle under(Rules rules) {
    return new MemberVerticle(rules);
  }
}
