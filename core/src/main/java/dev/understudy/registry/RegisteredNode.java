package dev.understudy.registry;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The servers of one node, which renews them together: a renewal of the node is one of each, as
 * long as both sides mean the same list of them (protocol section 6).
 */
final class RegisteredNode {

  private static final long NOTHING = 0;

  private final Set<RegisteredServer> servers = new LinkedHashSet<>();
  private long version = NOTHING;
  private long renewedMillis = Long.MIN_VALUE / 2;

  /**
   * The node tells a part of its list.
   *
   * @param from the version that the part continues; 0 begins anew
   * @return whether the parts before are known, so that this one makes it {@code to}
   */
  boolean take(long from, long to) {
    if (from == NOTHING) {
      new ArrayList<>(servers).forEach(RegisteredServer::leaveNode);
    }
    boolean continues = from == NOTHING || from == version;
    version = continues ? to : NOTHING;
    return continues;
  }

  /** Whether a renewal of this version of the list means the servers that are known here. */
  boolean is(long renewedVersion) {
    return version != NOTHING && version == renewedVersion;
  }

  Set<RegisteredServer> servers() {
    return servers;
  }

  void renew(long nowMillis) {
    renewedMillis = nowMillis;
  }

  long renewedMillis() {
    return renewedMillis;
  }

  void add(RegisteredServer server) {
    servers.add(server);
  }

  void remove(RegisteredServer server) {
    servers.remove(server);
  }

  /** Whether a master of this node may have counted as silent since the last renewal. */
  boolean wasSilent(long nowMillis) {
    return servers.stream().anyMatch(server -> server.isFaded(nowMillis));
  }
}
