package dev.understudy.server;

import dev.understudy.group.GroupConfiguration;
import dev.understudy.group.ServerId;

/** Who a member is, as all of its frames say. */
record Identity(GroupConfiguration configuration, ServerId self, long hash) {

  Identity(GroupConfiguration configuration, ServerId self) {
    this(configuration, self, configuration.hash());
  }

  String group() {
    return configuration.group();
  }

  /** For logs: {@code kv/1}. */
  @Override
  public String toString() {
    return group() + "/" + self;
  }
}
