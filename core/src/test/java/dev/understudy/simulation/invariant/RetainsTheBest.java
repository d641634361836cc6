package dev.understudy.simulation.invariant;

import dev.understudy.group.GroupConfiguration;
import dev.understudy.group.ServerId;
import dev.understudy.registry.Correction;
import dev.understudy.registry.Registration;
import dev.understudy.registry.RegistryEffect.PublishDuplicate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Protocol section 6: of two masters whose registrations are both fresh, every name server keeps
 * the one that the group's criteria prefer. One of these watches one name server.
 */
public final class RetainsTheBest {

  public static final String NAME = "name servers retain the best by the group's criteria";

  private record Heard(Registration registration, long atMillis) {}

  private final Comparator<Registration> bestFirst;
  private final Map<ServerId, Heard> heard = new HashMap<>();
  private Optional<Registration> anew = Optional.empty();
  private long nowMillis;

  public RetainsTheBest(GroupConfiguration configuration) {
    this.bestFirst =
        Correction.comparator(configuration.membership().mode(), configuration.retention());
  }

  /** The name server is about to take the registration. */
  public void published(Registration registration, long now) {
    Heard before = heard.get(registration.server());
    boolean renewal = before != null && before.registration.equals(registration);
    boolean old = before != null && !renewal && !registration.replaces(before.registration);
    if (!old) {
      heard.put(registration.server(), new Heard(registration, now));
    }
    anew = Optional.of(registration).filter(one -> !old && !renewal && one.isMaster());
    nowMillis = now;
  }

  /** The name server found masters that are too many. */
  public void decided(PublishDuplicate duplicate) {
    Registration retained = duplicate.retained();
    anew.filter(one -> duplicate.superseded().contains(one) && isFresh(retained))
        .filter(one -> bestFirst.compare(one, retained) < 0)
        .ifPresent(
            better -> {
              throw new Violation(NAME, "retains " + retained + ", and not " + better);
            });
  }

  private boolean isFresh(Registration registration) {
    Heard known = heard.get(registration.server());
    return known != null
        && known.registration.equals(registration)
        && nowMillis - known.atMillis <= registration.lease().failureMillis();
  }
}
