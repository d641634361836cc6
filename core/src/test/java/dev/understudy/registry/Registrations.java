package dev.understudy.registry;

import dev.understudy.group.Epoch;
import dev.understudy.group.Generation;
import dev.understudy.group.GroupConfiguration;
import dev.understudy.group.InSync;
import dev.understudy.group.Incarnation;
import dev.understudy.group.Mode;
import dev.understudy.group.Priority;
import dev.understudy.group.RetentionCriterion;
import dev.understudy.group.Role;
import dev.understudy.group.ServerId;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Registrations for tests: begins with a master of epoch 1 that is alone in sync, of an AVAILABLE
 * group with default policy; each method gives a changed one.
 */
record Registrations(Registration registration) {

  static final long FAILURE = 300;
  static final long LEASE = 1500;

  static Registrations master(int server) {
    return new Registrations(
            new Registration(
                "g",
                new ServerId(server),
                new Incarnation(1, server),
                1,
                Role.MASTER,
                Epoch.NONE,
                InSync.NONE,
                false,
                Priority.NORMAL,
                policy(Mode.AVAILABLE, GroupConfiguration.defaultRetention(Mode.AVAILABLE), 1)))
        .epoch(1)
        .inSync(server);
  }

  static Registrations backup(int server) {
    return master(server).role(Role.BACKUP).inSync();
  }

  static Registration.Policy policy(
      Mode mode, List<RetentionCriterion> retention, int desiredMasters) {
    return new Registration.Policy(mode, retention, desiredMasters, FAILURE, LEASE);
  }

  static Epoch epochOf(long number, int owner) {
    return new Epoch(Generation.FIRST, number, new ServerId(owner), new Incarnation(1, owner));
  }

  Registrations group(String group) {
    return changed(group, registration.incarnation(), registration.counter(), registration.role());
  }

  Registrations incarnation(long startMillis) {
    Incarnation incarnation = new Incarnation(startMillis, registration.server().number());
    return changed(registration.group(), incarnation, registration.counter(), registration.role());
  }

  Registrations counter(long counter) {
    return new Registrations(registration.withCounter(counter));
  }

  Registrations role(Role role) {
    return changed(registration.group(), registration.incarnation(), registration.counter(), role);
  }

  Registrations epoch(long number) {
    return epoch(epochOf(number, registration.server().number()));
  }

  Registrations epoch(Epoch epoch) {
    return standing(epoch, registration.inSync(), registration.empty(), registration.priority());
  }

  Registrations inSync(int... servers) {
    List<ServerId> ids = IntStream.of(servers).mapToObj(ServerId::new).toList();
    InSync inSync = ids.isEmpty() ? InSync.NONE : new InSync(registration.epoch(), 1, ids);
    return standing(registration.epoch(), inSync, registration.empty(), registration.priority());
  }

  Registrations empty() {
    return standing(registration.epoch(), registration.inSync(), true, registration.priority());
  }

  Registrations weight(long weight) {
    return standing(
        registration.epoch(),
        registration.inSync(),
        registration.empty(),
        Priority.ofWeight(weight));
  }

  Registrations lease(Registration.Policy policy) {
    return new Registrations(
        new Registration(
            registration.group(),
            registration.server(),
            registration.incarnation(),
            registration.counter(),
            registration.role(),
            registration.epoch(),
            registration.inSync(),
            registration.empty(),
            registration.priority(),
            policy));
  }

  private Registrations changed(String group, Incarnation incarnation, long counter, Role role) {
    return new Registrations(
        new Registration(
            group,
            registration.server(),
            incarnation,
            counter,
            role,
            registration.epoch(),
            registration.inSync(),
            registration.empty(),
            registration.priority(),
            registration.lease()));
  }

  private Registrations standing(Epoch epoch, InSync inSync, boolean empty, Priority priority) {
    return new Registrations(
        new Registration(
            registration.group(),
            registration.server(),
            registration.incarnation(),
            registration.counter(),
            registration.role(),
            epoch,
            inSync,
            empty,
            priority,
            registration.lease()));
  }
}
