package dev.understudy.member;

import dev.understudy.group.GroupConfiguration;
import dev.understudy.group.InSync;
import dev.understudy.group.Role;
import dev.understudy.registry.Registration;
import java.util.Optional;

/**
 * Keeps a server's registration (protocol section 6) and publishes it on every change. Its node
 * renews it, that of all servers of the node together.
 */
final class Registrar {

  private final ServerState state;
  private final Registration.Policy policy;
  private Optional<Registration> last = Optional.empty();

  Registrar(ServerState state) {
    this.state = state;
    GroupConfiguration group = state.configuration();
    this.policy =
        new Registration.Policy(
            group.membership().mode(),
            group.retention(),
            GroupConfiguration.DESIRED_MASTERS,
            group.timings().failure(),
            group.timings().lease());
  }

  /** The registration of a server in this role. */
  Registration current(ServerRole role) {
    boolean master = role.role() == Role.MASTER;
    return new Registration(
        state.configuration().group(),
        state.self(),
        state.incarnation(),
        last.map(Registration::counter).orElse(0L),
        role.role(),
        role.epoch(),
        master ? state.inSync() : InSync.NONE,
        state.execution().isEmpty(),
        state.priority(),
        policy);
  }

  void settle(ServerRole role) {
    if (last.isEmpty() || isChanged(last.get(), role)) {
      again(role);
    }
  }

  /** After every input, so nothing is made for it. */
  private boolean isChanged(Registration told, ServerRole role) {
    boolean master = role.role() == Role.MASTER;
    return told.role() != role.role()
        || told.empty() != state.execution().isEmpty()
        || !told.epoch().equals(role.epoch())
        || !told.inSync().equals(master ? state.inSync() : InSync.NONE)
        || !told.priority().equals(state.priority())
        || !told.incarnation().equals(state.incarnation());
  }

  /** Registers anew, though nothing changed. */
  void again(ServerRole role) {
    Registration current = current(role);
    publish(current.withCounter(current.counter() + 1));
  }

  private void publish(Registration registration) {
    last = Optional.of(registration);
    state.out().add(new Effect.Register(registration));
  }
}
