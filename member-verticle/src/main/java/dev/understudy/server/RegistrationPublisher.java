package dev.understudy.server;

import dev.understudy.group.Role;
import dev.understudy.group.ServerId;
import dev.understudy.registry.Registration;
import dev.understudy.wire.Addresses;
import dev.understudy.wire.Frame.RegistrationsFrame;
import dev.understudy.wire.Frames;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.Shareable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Publishes the registrations of all members of one Vert.x instance together: one message per
 * renewal interval, however many members there are; a change at once, at the end of the event-loop
 * turn.
 *
 * <p>A member stays in the message for two of its renewal intervals after it renewed last, so that
 * a renewal which falls just behind the message does not look like silence. Safe for several
 * threads: members run on event loops of their own.
 */
final class RegistrationPublisher implements Shareable {

  private static final String MAP = RegistrationPublisher.class.getName();
  private static final int MOST_IN_A_MESSAGE = 4_096;
  private static final int NO_PAYLOAD = 0;

  private record Member(String group, ServerId server) {}

  private record Renewal(Registration registration, long renewMillis, long atMillis) {
    boolean isLive(long nowMillis) {
      return nowMillis - atMillis <= 2 * renewMillis;
    }
  }

  private final Consumer<RegistrationsFrame> publish;
  private final Map<Member, Renewal> renewals = new LinkedHashMap<>();
  private final Map<Member, Registration> changed = new LinkedHashMap<>();
  private long publishedMillis;
  private boolean everPublished;
  private boolean turnWanted;

  RegistrationPublisher(Consumer<RegistrationsFrame> publish) {
    this.publish = publish;
  }

  /** The one that all members of {@code vertx} share. */
  static RegistrationPublisher of(Vertx vertx) {
    return vertx
        .sharedData()
        .<String, RegistrationPublisher>getLocalMap(MAP)
        .computeIfAbsent(MAP, name -> onTheBusOf(vertx));
  }

  private static RegistrationPublisher onTheBusOf(Vertx vertx) {
    Frames frames = new Frames(NO_PAYLOAD);
    return new RegistrationPublisher(
        frame -> vertx.eventBus().publish(Addresses.REGISTRATIONS, frames.encode(frame)));
  }

  /**
   * A registration, or its renewal.
   *
   * @param endOfTurn runs what it is given when the caller's turn is over
   */
  synchronized void put(
      Registration registration, long renewMillis, long nowMillis, Executor endOfTurn) {
    Member member = new Member(registration.group(), registration.server());
    Renewal before = renewals.put(member, new Renewal(registration, renewMillis, nowMillis));
    if (before == null || !before.registration().equals(registration)) {
      changed.put(member, registration);
    }
    boolean due = !everPublished || nowMillis - publishedMillis >= shortestRenewMillis() * 3 / 4;
    if ((due || !changed.isEmpty()) && !turnWanted) {
      turnWanted = true;
      endOfTurn.execute(() -> publish(nowMillis, due));
    }
  }

  /** A member that is no longer there: not renewed any more. */
  synchronized void withdraw(String group, ServerId server) {
    renewals.remove(new Member(group, server));
  }

  private synchronized void publish(long nowMillis, boolean all) {
    turnWanted = false;
    Map<Member, Registration> told = new LinkedHashMap<>();
    if (all) {
      everPublished = true;
      publishedMillis = nowMillis;
      renewals.values().removeIf(renewal -> !renewal.isLive(nowMillis));
      renewals.forEach((member, renewal) -> told.put(member, renewal.registration()));
    }
    told.putAll(changed);
    changed.clear();
    renewals.values().removeIf(renewal -> renewal.registration().role() == Role.GONE);
    List<Registration> registrations = List.copyOf(told.values());
    for (int from = 0; from < registrations.size(); from += MOST_IN_A_MESSAGE) {
      int to = Math.min(registrations.size(), from + MOST_IN_A_MESSAGE);
      publish.accept(new RegistrationsFrame(registrations.subList(from, to)));
    }
  }

  private long shortestRenewMillis() {
    long shortest = Long.MAX_VALUE / 4;
    for (Renewal renewal : renewals.values()) {
      shortest = Math.min(shortest, renewal.renewMillis());
    }
    return shortest;
  }
}
