package dev.understudy.registry;

import dev.understudy.group.InSync;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The newest in-sync sets of groups without a registration, remembered beyond the lease (protocol
 * section 4). Bounded; the one that was remembered first gives way.
 */
final class InSyncMemory {

  private final int most;
  private final Map<String, InSync> newest = new LinkedHashMap<>();

  InSyncMemory(int most) {
    this.most = most;
  }

  InSync of(String group) {
    return newest.getOrDefault(group, InSync.NONE);
  }

  /** Remembers the set unless a newer one is known; returns the newest. */
  InSync remember(String group, InSync inSync) {
    InSync known = of(group);
    if (!inSync.isAfter(known)) {
      return known;
    }
    newest.put(group, inSync);
    if (newest.size() > most) {
      Iterator<String> oldest = newest.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    return inSync;
  }

  /** Gives up what is remembered of a group that has a registration again. */
  InSync take(String group) {
    InSync taken = newest.remove(group);
    return taken == null ? InSync.NONE : taken;
  }
}
