package dev.understudy.registry;

/**
 * The bounds of one name server (protocol section 11).
 *
 * @param registrations servers of all groups; further ones are refused; default 100,000
 * @param serversPerGroup servers of one group; further ones are refused; default 1,024
 * @param rememberedGroups groups without a registration whose in-sync set is remembered; the oldest
 *     gives way; default 100,000
 * @param leaseMillis longest lease that is granted, whatever a registration asks for; default one
 *     hour
 * @param refusalEventMillis between two events that tell of refused registrations; default one
 *     minute
 */
public record RegistryLimits(
    int registrations,
    int serversPerGroup,
    int rememberedGroups,
    long leaseMillis,
    long refusalEventMillis) {

  public static final RegistryLimits DEFAULT =
      new RegistryLimits(100_000, 1_024, 100_000, 3_600_000, 60_000);

  public RegistryLimits {
    if (registrations < 1
        || serversPerGroup < 1
        || rememberedGroups < 1
        || leaseMillis < 1
        || refusalEventMillis < 1) {
      throw new IllegalArgumentException("every bound of a name server is at least 1");
    }
  }
}
