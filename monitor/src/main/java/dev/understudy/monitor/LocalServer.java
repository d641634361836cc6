package dev.understudy.monitor;

import dev.understudy.group.GroupConfiguration;
import dev.understudy.group.ServerId;

/**
 * A server that runs in the same process as the gateway, whose readiness is that of the process.
 *
 * @param group its group
 * @param serverId its number in the group
 */
public record LocalServer(String group, int serverId) {

  public LocalServer {
    GroupConfiguration.requireName(group);
    if (serverId < 0 || serverId > ServerId.HIGHEST) {
      throw new IllegalArgumentException("a server's number is 0 to " + ServerId.HIGHEST);
    }
  }
}
