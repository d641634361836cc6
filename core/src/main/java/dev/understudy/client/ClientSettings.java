package dev.understudy.client;

import dev.understudy.group.GroupConfiguration;

/**
 * What a {@link ClientSession} is made of.
 *
 * @param seed of all chance: the same seed and inputs give the same effects
 */
public record ClientSettings(String group, long seed, ClientLimits limits, ClientTimings timings) {

  public ClientSettings {
    GroupConfiguration.requireName(group);
  }

  /** A client of this group with the defaults. */
  public static ClientSettings of(String group, long seed) {
    return new ClientSettings(group, seed, ClientLimits.DEFAULT, ClientTimings.DEFAULT);
  }

  public ClientSettings with(ClientLimits changed) {
    return new ClientSettings(group, seed, changed, timings);
  }

  public ClientSettings with(ClientTimings changed) {
    return new ClientSettings(group, seed, limits, changed);
  }
}
