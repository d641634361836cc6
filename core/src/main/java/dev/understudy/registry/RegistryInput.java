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

    void onAsked(Asked asked);
  }
}
