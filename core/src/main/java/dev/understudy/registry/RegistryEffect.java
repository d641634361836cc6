package dev.understudy.registry;

import dev.understudy.group.Epoch;
import dev.understudy.group.Event;
import java.util.List;

/** All that a {@link Registry} wants done, in this order. */
public sealed interface RegistryEffect {

  /** Does each effect: one method per kind, so that the compiler names every forgotten one. */
  interface Performer {
    void answered(Answered answered);

    void publishDuplicate(PublishDuplicate duplicate);

    void tell(Tell tell);
  }

  void perform(Performer performer);

  /** Answer the question with this number. */
  record Answered(long askId, Answer answer) implements RegistryEffect {
    @Override
    public void perform(Performer performer) {
      performer.answered(this);
    }
  }

  /**
   * Trigger the self-monitoring of the whole group: it has more masters registered than it should
   * (claims 20, 31 and 50). Published to the group; people learn of it through {@link Tell}, once
   * per change, while this one is repeated until the group has acted.
   *
   * @param retained the name-server master
   * @param superseded the masters that no longer count, by server ID
   * @param highestEpoch the highest epoch that any server of the group has registered
   */
  record PublishDuplicate(
      String group, Registration retained, List<Registration> superseded, Epoch highestEpoch)
      implements RegistryEffect {
    public PublishDuplicate {
      superseded = List.copyOf(superseded);
    }

    @Override
    public void perform(Performer performer) {
      performer.publishDuplicate(this);
    }
  }

  /** Tell people and tools. */
  record Tell(Event event) implements RegistryEffect {
    @Override
    public void perform(Performer performer) {
      performer.tell(this);
    }
  }
}
