package dev.understudy.registry;

import java.util.Collection;
import java.util.TreeSet;

/**
 * Detects multiple registrations of master servers: the same group name with more different server
 * IDs than the group should have masters (protocol section 6, claims 17, 18, 30 and 48). Written
 * for any number of desired masters.
 */
public final class DuplicateDetector {

  private DuplicateDetector() {}

  /**
   * Whether these are too many.
   *
   * @param masters live registrations of one group, not superseded
   * @param desiredMasters masters that the group should have
   */
  public static boolean detects(Collection<Registration> masters, int desiredMasters) {
    TreeSet<Integer> servers = new TreeSet<>();
    for (Registration master : masters) {
      if (master.isMaster()) {
        servers.add(master.server().number());
      }
    }
    return servers.size() > desiredMasters;
  }
}
