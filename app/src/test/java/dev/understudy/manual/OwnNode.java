package dev.understudy.manual;

import com.hazelcast.config.Config;

/** How a Vert.x node of a user's own comes into a cluster of ours. */
final class OwnNode {

  private OwnNode() {}

  static Config hazelcast() {
    return new Config().setClusterName("understudy").setProperty("hazelcast.partition.count", "31");
  }
}
