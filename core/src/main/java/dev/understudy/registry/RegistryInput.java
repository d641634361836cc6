package dev.understudy.registry;

import java.util.List;

/** All that can happen to a {@link Registry}. */
public sealed interface RegistryInput {

  /** Hands this to the method for its kind. */
  void deliver(Recipient recipient);

  /**
   * Time has passed. To be given before other inputs whenever the clock has moved, and at {@link
   * Registry#deadlineMillis()}.
   *
   * @param nowMillis of a clock that never goes back; its origin is arbitrary
   */
  record Tick(long nowMillis) implements RegistryInput {
    @Override
    public void deliver(Recipient recipient) {
      recipient.onTick(this);
    }
  }

  /** Servers published their registrations, for the first time or to renew them. */
  record Published(List<Registration> registrations) implements RegistryInput {
    public Published {
      registrations = List.copyOf(registrations);
    }

    @Override
    public void deliver(Recipient recipient) {
      recipient.onPublished(this);
    }
  }

  /**
   * A node published registrations of its servers: all of them, in one part or several, or those
   * that are new.
   *
   * @param node a number that no other node has
   * @param from the version of the node's list that this continues; 0 for the first part of all
   * @param to the version that it makes, above {@code from}
   */
  record NodePublished(long node, long from, long to, List<Registration> registrations)
      implements RegistryInput {
    public NodePublished {
      registrations = List.copyOf(registrations);
      if (from < 0 || to <= from) {
        throw new IllegalArgumentException("versions: from at least 0, to above it");
      }
    }

    @Override
    public void deliver(Recipient recipient) {
      recipient.onNodePublished(this);
    }
  }

  /** A node renews all that it published up to this version of its list. */
  record NodeRenewed(long node, long version) implements RegistryInput {
    @Override
    public void deliver(Recipient recipient) {
      recipient.onNodeRenewed(this);
    }
  }

  /** Somebody asks; {@link RegistryEffect.Answered} with the same number follows in this step. */
  record Asked(long askId, Question question) implements RegistryInput {
    @Override
    public void deliver(Recipient recipient) {
      recipient.onAsked(this);
    }
  }

  /** Who receives these. */
  interface Recipient {
    void onTick(Tick tick);

    void onPublished(Published published);

    void onNodePublished(NodePublished published);

    void onNodeRenewed(NodeRenewed renewed);

    void onAsked(Asked asked);
  }
}
