package dev.understudy.registry;

import dev.understudy.group.Event;
import dev.understudy.group.EventType;
import dev.understudy.group.RetentionCriterion;
import dev.understudy.group.ServerId;
import java.util.List;

/** What a name server tells people and tools. */
final class RegistryEvents {

  private RegistryEvents() {}

  static Event mastershipRegistered(Registration registration) {
    return eventOf(EventType.MASTERSHIP_REGISTERED, registration)
        .with("counter", registration.counter())
        .with("inSync", registration.inSync().servers().size());
  }

  static Event registrationExpired(Registration registration, long silentMillis) {
    return eventOf(EventType.REGISTRATION_EXPIRED, registration)
        .with("role", registration.role().name())
        .with("silentMillis", silentMillis);
  }

  static Event duplicateRegistration(
      GroupRegistrations.Duplicates found, List<RetentionCriterion> criteria) {
    Registration retained = found.retained();
    List<ServerId> superseded = found.superseded().stream().map(Registration::server).toList();
    return eventOf(EventType.DUPLICATE_REGISTRATION, retained)
        .with("retained", retained.server().number())
        .with("superseded", superseded.toString())
        .with("highestEpoch", found.highestEpoch().toString())
        .with("desiredMasters", retained.lease().desiredMasters())
        .with("criteria", criteria.toString());
  }

  static Event registrationsRefused(Registration registration, int kept, long refused) {
    return eventOf(EventType.CONFIGURATION_REFUSED, registration)
        .with("reason", "the name server's bound on registrations is reached")
        .with("registrations", kept)
        .with("refused", refused);
  }

  private static Event eventOf(EventType type, Registration registration) {
    return Event.of(type, registration.group(), registration.server(), registration.epoch());
  }
}
