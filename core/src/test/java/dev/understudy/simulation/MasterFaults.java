package dev.understudy.simulation;

import dev.understudy.group.Role;
import dev.understudy.member.Input;
import java.util.List;

/**
 * What happens around a master that others replace sooner than it can know: several faults in a
 * short time, which would hardly ever meet by chance.
 */
final class MasterFaults {

  private final World world;
  private final Network network;
  private final Dice dice;
  private final MemoryBudget budget;

  MasterFaults(World world) {
    this.world = world;
    this.network = world.network();
    this.dice = world.dice();
    this.budget = new MemoryBudget(world);
  }

  /** The master and some clients are on one side, all other servers, who know it, on the other. */
  void replace() {
    world.someMaster().ifPresent(this::replace);
  }

  private void replace(SimulatedServer master) {
    boolean[] withMaster = new boolean[Network.HOSTS];
    for (int host = 0; host < Network.HOSTS; host++) {
      withMaster[host] = !Nursery.isServerHost(host) && dice.chance(500);
    }
    withMaster[master.host()] = true;
    for (int from = 0; from < Network.HOSTS; from++) {
      for (int to = 0; to < Network.HOSTS; to++) {
        if (withMaster[from] != withMaster[to]) {
          network.cut(from, to);
        }
      }
    }
    world.note("network", () -> "cuts off the master, " + master + ", and all are told");
    for (SimulatedServer process : List.copyOf(world.processes())) {
      if (process != master) {
        world
            .agenda()
            .in(
                dice.between(1, 20) * Agenda.MILLI,
                () -> process.receive(new Input.ServerLost(master.id())));
      }
    }
    world.agenda().in(dice.between(300, 1_500) * Agenda.MILLI, network::healAll);
  }

  /** Then a backup of the new master loses its memory, and finds nobody but the old master. */
  void replaceAndForget() {
    world
        .someMaster()
        .ifPresent(
            master -> {
              replace(master);
              world.agenda().in(dice.between(60, 200) * Agenda.MILLI, () -> forget(master));
            });
  }

  private void forget(SimulatedServer oldMaster) {
    List<SimulatedServer> backups =
        world.processes().stream()
            .filter(process -> process.role() == Role.BACKUP && process.isRunning())
            .filter(process -> budget.mayLose(process.id()))
            .toList();
    if (backups.isEmpty() || !oldMaster.isAlive() || world.isHealing()) {
      return;
    }
    SimulatedServer forgetful = dice.of(backups);
    int host = forgetful.id().number();
    for (int other = 0; other < Network.HOSTS; other++) {
      network.cut(host, other);
      network.cut(other, host);
    }
    network.mend(host, oldMaster.host());
    network.mend(oldMaster.host(), host);
    world.note(forgetful, () -> "ends, and starts again beside the old master");
    world.end(forgetful);
    world.nursery().startIfAbsent(forgetful.id());
  }
}
