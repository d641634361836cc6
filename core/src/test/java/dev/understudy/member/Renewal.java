package dev.understudy.member;

import dev.understudy.group.Role;
import dev.understudy.registry.Registration;
import java.util.Optional;

/** What a node does with the registration of a server: repeats it every renewal interval. */
public final class Renewal {

  private final long renewMillis;
  private Optional<Registration> last = Optional.empty();
  private long publishedAt;

  public Renewal(long renewMillis) {
    this.renewMillis = renewMillis;
  }

  /** The server published it, at that time. */
  public void published(Registration registration, long now) {
    last = registration.role() == Role.GONE ? Optional.empty() : Optional.of(registration);
    publishedAt = now;
  }

  /** What is to be published again now, if something is. */
  public Optional<Registration> due(long now) {
    if (last.isEmpty() || now - publishedAt < renewMillis) {
      return Optional.empty();
    }
    publishedAt = now;
    return last;
  }
}
