package dev.understudy.simulation.invariant;

import dev.understudy.group.GroupConfiguration;
import dev.understudy.group.ServerId;
import dev.understudy.registry.Correction;
import dev.understudy.registry.Registration;
import dev.understudy.registry.RegistryEffect.PublishDuplicate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Protocol section 6: of two masters whose registrations are both fresh, every name server keeps
 * the one that the group's criteria prefer, and tells at once of those that are too many. One of
 * these watches one name server.
 */
public final class RetainsTheBest {

  public static final String NAME = "name servers retain the best by the group's criteria";

  public static final String TELLS = "name servers tell of masters that are too many";

  private record Heard(Registration registration, long atMillis) {}

  private final Comparator<Registration> bestFirst;
  private final Map<ServerId, Heard> heard = new HashMap<>();
  private final Set<Registration> superseded = new HashSet<>();
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
    superseded.addAll(duplicate.superseded());
    anew.filter(one -> duplicate.superseded().contains(one) && isFresh(retained))
        .filter(one -> bestFirst.compare(one, retained) < 0)
        .ifPresent(
            better -> {
              throw new Violation(NAME, "retains " + retained + ", and not " + better);
            });
  }

  /** The name server has taken the registration. */
  public void taken() {
    List<Registration> masters =
        heard.values().stream()
            .map(Heard::registration)
            .filter(one -> one.isMaster() && isFresh(one) && !superseded.contains(one))
            .toList();
    if (anew.isPresent() && masters.size() > 1) {
      throw new Violation(TELLS, "leaves " + masters);
    }
    superseded.retainAll(heard.values().stream().map(Heard::registration).toList());
  }

  private boolean isFresh(Registration registration) {
    Heard known = heard.get(registration.server());
    return known != null
        && known.registration.equals(registration)
        && nowMillis - known.atMillis <= registration.lease().failureMillis();
  }
}
