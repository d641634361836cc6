package dev.understudy.server;

import dev.understudy.group.Incarnation;
import dev.understudy.group.Role;
import dev.understudy.group.ServerId;
import dev.understudy.registry.Registration;
import dev.understudy.wire.Frame;
import dev.understudy.wire.Frame.RegistrationsFrame;
import dev.understudy.wire.Frame.RenewalFrame;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Publishes the registrations of all members of one Vert.x instance together (protocol section 6):
 * a change at once, at the end of the event-loop turn; all of them every renewal interval. Where
 * there are many, all are told {@link #ALL_MILLIS} apart, and a renewal in between only names the
 * version of the list.
 *
 * <p>A member whose event loop did not turn for five of its renewal intervals is left out: it may
 * be dead as others see it. One that is late is not, or all would be told anew each time. Safe for
 * several threads: members run on event loops of their own.
 */
final class RegistrationPublisher {

  /** Up to so many are told with each renewal. */
  static final int FEW = 64;

  /** How far apart all of many registrations are told. */
  static final long ALL_MILLIS = 1_000;

  private static final long MISSED_RENEWALS = 5;

  private static final int MOST_IN_A_MESSAGE = 4_096;

  private static final long NEVER = Long.MAX_VALUE / 4;

  /** What a member has registered; {@code turnedAt}: when its event loop last turned. */
  record Member(Registration registration, long renewMillis, LongSupplier turnedAt) {

    private boolean isLive(long nowMillis) {
      return nowMillis - turnedAt.getAsLong() <= MISSED_RENEWALS * renewMillis;
    }
  }

  /** A member, and whether name servers take it for listed. */
  private static final class Listed {

    private final Member member;
    private boolean told;

    private Listed(Member member, boolean told) {
      this.member = member;
      this.told = told;
    }
  }

  private final long node;
  private final Consumer<Frame> publish;
  private final Map<OwnSigns.Name, Listed> members = new LinkedHashMap<>();
  private final Map<OwnSigns.Name, Registration> changed = new LinkedHashMap<>();
  private boolean withdrawn;
  private long shortestRenewMillis = NEVER;
  private long allMillis = ALL_MILLIS;
  private long version;
  private long toldAllMillis = Long.MIN_VALUE / 2;
  private boolean turnWanted;
  private volatile long renewAtMillis = Long.MAX_VALUE;

  /**
   * @param node a number that no other node has
   */
  RegistrationPublisher(long node, Consumer<Frame> publish) {
    this.node = node;
    this.publish = publish;
  }

  /**
   * A member has registered, or registers anew.
   *
   * @param endOfTurn runs what it is given when the caller's turn is over
   */
  synchronized void put(Member member, long nowMillis, Executor endOfTurn) {
    Registration registration = member.registration();
    OwnSigns.Name name = new OwnSigns.Name(registration.group(), registration.server());
    if (registration.role() == Role.GONE) {
      removeLife(name, registration.incarnation());
    } else {
      Listed before = members.get(name);
      members.put(name, new Listed(member, before != null && before.told));
      hurry(member);
    }
    changed.put(name, registration);
    renewAtMillis = Math.min(renewAtMillis, nowMillis + member.renewMillis());
    if (!turnWanted) {
      turnWanted = true;
      endOfTurn.execute(this::publishChanges);
    }
  }

  /** A life of a member that is no longer there: not renewed any more. */
  synchronized void withdraw(String group, ServerId server, Incarnation life) {
    withdrawn |= removeLife(new OwnSigns.Name(group, server), life);
  }

  /** Returns whether name servers take it for listed still. */
  private boolean removeLife(OwnSigns.Name name, Incarnation life) {
    Listed listed = members.get(name);
    if (listed == null || !listed.member.registration().incarnation().equals(life)) {
      return false;
    }
    members.remove(name);
    shortestRenewMillis = NEVER;
    allMillis = ALL_MILLIS;
    members.values().forEach(left -> hurry(left.member));
    return listed.told;
  }

  /** Who lost a part of the list hears all of it before registrations expire. */
  private void hurry(Member member) {
    shortestRenewMillis = Math.min(shortestRenewMillis, member.renewMillis());
    allMillis = Math.min(allMillis, member.registration().lease().leaseMillis() / 2);
  }

  /** When {@link #renewWhenDue} has something to do; read by any thread. */
  long renewAtMillis() {
    return renewAtMillis;
  }

  /** To be called often, from any event loop that turns. */
  void renewWhenDue(long nowMillis) {
    if (nowMillis >= renewAtMillis) {
      renew(nowMillis);
    }
  }

  private synchronized void publishChanges() {
    turnWanted = false;
    List<Registration> registrations = List.copyOf(changed.values());
    changed.clear();
    for (Registration registration : registrations) {
      Listed listed = members.get(new OwnSigns.Name(registration.group(), registration.server()));
      if (listed != null) {
        listed.told = registration.role() != Role.GONE;
      } else {
        // it is told, and gone already
        withdrawn |= registration.role() != Role.GONE;
      }
    }
    tell(version, registrations);
  }

  private synchronized void renew(long nowMillis) {
    if (nowMillis < renewAtMillis) {
      return;
    }
    // at multiples of the interval, whenever the last one was: turns come at times of their own
    renewAtMillis =
        Math.floorDiv(nowMillis, shortestRenewMillis) * shortestRenewMillis + shortestRenewMillis;
    int live = 0;
    boolean asTold = !withdrawn;
    for (Listed listed : members.values()) {
      boolean lives = listed.member.isLive(nowMillis);
      live += lives ? 1 : 0;
      asTold &= lives == listed.told;
    }
    if (!asTold || live <= FEW || nowMillis - toldAllMillis >= allMillis) {
      toldAllMillis = nowMillis;
      tellAll(nowMillis);
    } else {
      publish.accept(new RenewalFrame(node, version));
    }
  }

  private void tellAll(long nowMillis) {
    List<Registration> all = new ArrayList<>(members.size());
    for (Listed listed : members.values()) {
      listed.told = listed.member.isLive(nowMillis);
      if (listed.told) {
        all.add(listed.member.registration());
      }
    }
    withdrawn = false;
    tell(0, all);
  }

  /** Tells registrations that continue the list from that version, in as many parts as needed. */
  private void tell(long since, List<Registration> registrations) {
    long from = since;
    for (int start = 0; start < registrations.size(); start += MOST_IN_A_MESSAGE) {
      int end = Math.min(registrations.size(), start + MOST_IN_A_MESSAGE);
      version++;
      publish.accept(
          new RegistrationsFrame(node, from, version, registrations.subList(start, end)));
      from = version;
    }
  }
}
