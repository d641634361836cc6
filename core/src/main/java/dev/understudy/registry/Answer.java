package dev.understudy.registry;

import dev.understudy.group.InSync;
import java.util.List;

/** What a name server answers. */
public sealed interface Answer {

  /** The name server started less than a renewal interval ago and may not know everything yet. */
  record WarmingUp() implements Answer {}

  /** No master is registered. {@code newestInSync}: the newest in-sync set it remembers. */
  record NoMaster(InSync newestInSync) implements Answer {}

  /**
   * The retained registration.
   *
   * @param silentMillis since its last renewal
   */
  record MasterIs(Registration retained, long silentMillis, InSync newestInSync)
      implements Answer {}

  /** All registrations of a group; the retained one first, if there is one. */
  record RosterIs(boolean retained, List<Registration> registrations) implements Answer {
    public RosterIs {
      registrations = List.copyOf(registrations);
    }
  }

  /** The groups that have a registration. */
  record GroupsAre(List<String> groups) implements Answer {
    public GroupsAre {
      groups = List.copyOf(groups);
    }
  }

  /** The in-sync set is remembered. */
  record Confirmed(InSync inSync) implements Answer {}
}
