package dev.understudy.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.group.Epoch;
import dev.understudy.group.InSync;
import dev.understudy.group.Incarnation;
import dev.understudy.group.Mode;
import dev.understudy.group.Priority;
import dev.understudy.group.RetentionCriterion;
import dev.understudy.group.Role;
import dev.understudy.group.ServerId;
import dev.understudy.registry.Registration;
import dev.understudy.wire.Frame;
import dev.understudy.wire.Frame.RegistrationsFrame;
import dev.understudy.wire.Frame.RenewalFrame;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class RegistrationPublisherTest {

  private static final long NODE = 7;
  private static final long RENEW = 100;

  private final List<Frame> published = new ArrayList<>();
  private final Queue<Runnable> turns = new ArrayDeque<>();
  private final RegistrationPublisher publisher = new RegistrationPublisher(NODE, published::add);
  private long now;
  private long turnedAt;

  @Test
  void publishesTheMembersOfANodeTogether() {
    put(registration(1, 1, Role.BACKUP));
    put(registration(2, 1, Role.MASTER));
    endTurn();

    assertThat(published)
        .containsExactly(
            told(0, 1, registration(1, 1, Role.BACKUP), registration(2, 1, Role.MASTER)));
  }

  @Test
  void renewsAllOfThemOncePerInterval() {
    for (int server = 0; server < 10; server++) {
      put(registration(server, 1, Role.BACKUP));
    }
    endTurn();
    turnUntil(10 * RENEW);

    assertThat(published).hasSize(11).allSatisfy(frame -> assertThat(all(frame)).hasSize(10));
  }

  @Test
  void renewsManyByTheVersionOfTheirListAndTellsAllOfThemFromTimeToTime() {
    for (int server = 0; server <= RegistrationPublisher.FEW; server++) {
      put(registration(server, 1, Role.BACKUP));
    }
    endTurn();
    turnUntil(RegistrationPublisher.ALL_MILLIS + 2 * RENEW);

    int all = RegistrationPublisher.FEW + 1;
    assertThat(published.stream().filter(RegistrationsFrame.class::isInstance))
        .hasSize(3)
        .allSatisfy(frame -> assertThat(all(frame)).hasSize(all));
    assertThat(published.get(2)).isEqualTo(new RenewalFrame(NODE, 2));
    assertThat(published).last().isEqualTo(new RenewalFrame(NODE, 3));
  }

  @Test
  void publishesAChangeAtOnceAndAlone() {
    put(registration(1, 1, Role.BACKUP));
    put(registration(2, 1, Role.BACKUP));
    endTurn();
    put(registration(1, 2, Role.MASTER));
    endTurn();

    assertThat(published).last().isEqualTo(told(1, 2, registration(1, 2, Role.MASTER)));
  }

  @Test
  void aMemberWhoseEventLoopTurnsALittleLateIsNotSilent() {
    put(registration(1, 1, Role.BACKUP));
    endTurn();
    now = 2 * RENEW;
    publisher.renewWhenDue(now);

    assertThat(all(last())).hasSize(1);
  }

  @Test
  void aMemberWhoseEventLoopStandsStillIsLeftOut() {
    put(registration(1, 1, Role.BACKUP));
    publisher.put(
        new RegistrationPublisher.Member(registration(2, 1, Role.BACKUP), RENEW, () -> 0),
        now,
        turns::add);
    endTurn();
    turnUntil(5 * RENEW);
    assertThat(all(last())).as("late, but not dead").hasSize(2);

    turnUntil(6 * RENEW);
    assertThat(all(last())).containsExactly(registration(1, 1, Role.BACKUP));
  }

  @Test
  void aMemberThatIsToldThoughItWasWithdrawnBeforeIsTakenBackByTheNextRenewal() {
    for (int server = 0; server <= RegistrationPublisher.FEW; server++) {
      put(registration(server, 1, Role.BACKUP));
    }
    endTurn();
    turnUntil(RENEW);
    put(registration(1_000, 1, Role.BACKUP));
    publisher.withdraw("kv", new ServerId(1_000), Incarnation.NONE);
    endTurn();
    turnUntil(2 * RENEW);

    assertThat(last()).isInstanceOf(RegistrationsFrame.class);
    assertThat(all(last())).hasSize(RegistrationPublisher.FEW + 1);
  }

  @Test
  void aMemberThatLeftIsToldOfOnce() {
    put(registration(1, 1, Role.BACKUP));
    put(registration(2, 1, Role.GONE));
    endTurn();
    turnUntil(RENEW);

    assertThat(all(published.get(0))).hasSize(2);
    assertThat(all(published.get(1))).containsExactly(registration(1, 1, Role.BACKUP));
  }

  @Test
  void aWithdrawnMemberIsNotPublished() {
    put(registration(1, 1, Role.BACKUP));
    put(registration(2, 1, Role.BACKUP));
    endTurn();
    publisher.withdraw("kv", new ServerId(2), Incarnation.NONE);
    turnUntil(RENEW);

    assertThat(all(last())).hasSize(1);
  }

  @Test
  void theEndOfAnEarlierLifeDoesNotWithdrawALaterOne() {
    put(registration(1, 1, Role.BACKUP));
    endTurn();
    publisher.withdraw("kv", new ServerId(1), new Incarnation(1, 1));
    turnUntil(RENEW);

    assertThat(all(last())).hasSize(1);
  }

  private void turnUntil(long millis) {
    for (; now <= millis; now += 10) {
      turnedAt = now;
      publisher.renewWhenDue(now);
    }
  }

  private void put(Registration registration) {
    publisher.put(
        new RegistrationPublisher.Member(registration, RENEW, () -> turnedAt), now, turns::add);
  }

  private void endTurn() {
    while (!turns.isEmpty()) {
      turns.remove().run();
    }
  }

  private Frame last() {
    return published.get(published.size() - 1);
  }

  private static Frame told(long from, long to, Registration... registrations) {
    return new RegistrationsFrame(NODE, from, to, List.of(registrations));
  }

  private static List<Registration> all(Frame frame) {
    return ((RegistrationsFrame) frame).registrations();
  }

  private static Registration registration(int server, long counter, Role role) {
    return new Registration(
        "kv",
        new ServerId(server),
        Incarnation.NONE,
        counter,
        role,
        Epoch.NONE,
        InSync.NONE,
        false,
        Priority.NORMAL,
        new Registration.Policy(
            Mode.AVAILABLE, List.of(RetentionCriterion.LOWEST_SERVER_ID), 1, 300, 1_500));
  }
}
