package dev.understudy.nameserver;

import dev.understudy.registry.RegistryRules;
import org.jspecify.annotations.NullMarked;

/**
 * A name server for a control run: the product's own, but for one rule that is broken. It lives in
 * the name server's package because no way from outside leads to other rules than the protocol's.
 */
@NullMarked
public final class ControlNameServer {

  private ControlNameServer() {}

  /** A name server under these rules. */
  public static NameServerVerticle under(NameServerOptions options, RegistryRules rules) {
    return new NameServerVerticle(options, rules);
  }
}
