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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class RegistrationPublisherTest {

  private static final long RENEW = 100;

  private final List<List<Registration>> published = new ArrayList<>();
  private final Queue<Runnable> turns = new ArrayDeque<>();
  private final RegistrationPublisher publisher =
      new RegistrationPublisher(frame -> published.add(frame.registrations()));

  @Test
  void publishesTheMembersOfANodeTogether() {
    put(registration(1, 1, Role.BACKUP), 0);
    put(registration(2, 1, Role.MASTER), 0);
    endTurn();

    assertThat(published)
        .containsExactly(List.of(registration(1, 1, Role.BACKUP), registration(2, 1, Role.MASTER)));
  }

  @Test
  void publishesOncePerRenewalIntervalHoweverManyRenew() {
    for (int server = 0; server < 10; server++) {
      put(registration(server, 1, Role.BACKUP), 0);
    }
    endTurn();
    for (long now = RENEW; now <= 10 * RENEW; now += RENEW) {
      for (int server = 0; server < 10; server++) {
        put(registration(server, 1, Role.BACKUP), now + server);
        endTurn();
      }
    }

    assertThat(published).hasSize(11).allSatisfy(frame -> assertThat(frame).hasSize(10));
  }

  @Test
  void publishesAChangeAtOnceAndAlone() {
    put(registration(1, 1, Role.BACKUP), 0);
    put(registration(2, 1, Role.BACKUP), 0);
    endTurn();
    put(registration(1, 2, Role.MASTER), 10);
    endTurn();

    assertThat(published).last().isEqualTo(List.of(registration(1, 2, Role.MASTER)));
  }

  @Test
  void aMemberWhoseRenewalIsALittleLateIsNotSilent() {
    put(registration(1, 1, Role.BACKUP), 0);
    put(registration(2, 1, Role.BACKUP), 0);
    endTurn();
    put(registration(1, 1, Role.BACKUP), RENEW);
    endTurn();

    assertThat(published).last().satisfies(last -> assertThat(last).hasSize(2));
  }

  @Test
  void aMemberThatStoppedRenewingIsLeftOut() {
    put(registration(1, 1, Role.BACKUP), 0);
    put(registration(2, 1, Role.BACKUP), 0);
    endTurn();
    put(registration(1, 1, Role.BACKUP), 2 * RENEW + 1);
    endTurn();

    assertThat(published).last().satisfies(last -> assertThat(last).hasSize(1));
  }

  @Test
  void aMemberThatLeftIsToldOfOnce() {
    put(registration(1, 1, Role.BACKUP), 0);
    put(registration(2, 1, Role.GONE), 0);
    endTurn();
    put(registration(1, 1, Role.BACKUP), RENEW);
    endTurn();

    assertThat(published.get(0)).hasSize(2);
    assertThat(published.get(1)).containsExactly(registration(1, 1, Role.BACKUP));
  }

  @Test
  void aWithdrawnMemberIsNotPublished() {
    put(registration(1, 1, Role.BACKUP), 0);
    put(registration(2, 1, Role.BACKUP), 0);
    endTurn();
    publisher.withdraw("kv", new ServerId(2));
    put(registration(1, 1, Role.BACKUP), RENEW);
    endTurn();

    assertThat(published).last().satisfies(last -> assertThat(last).hasSize(1));
  }

  private void put(Registration registration, long nowMillis) {
    publisher.put(registration, RENEW, nowMillis, turns::add);
  }

  private void endTurn() {
    while (!turns.isEmpty()) {
      turns.remove().run();
    }
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
