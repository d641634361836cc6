package dev.understudy.simulation;

import dev.understudy.group.Role;
import dev.understudy.member.MemberView;
import dev.understudy.registry.Answer;
import dev.understudy.registry.Question;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether the group is as it should be once nothing goes wrong any more (protocol section 2.4): one
 * master, every other server a backup in sync with it, all of them checking themselves, and all
 * name servers naming it.
 */
final class Convergence {

  private final World world;
  private final Map<SimulatedServer, Long> began = new HashMap<>();

  /** Looks at a world that begins to heal. */
  Convergence(World world) {
    this.world = world;
    world.processes().forEach(process -> began.put(process, process.clock().millis()));
  }

  /** What is not yet as it should be, if something is not. */
  Optional<String> missing() {
    List<SimulatedServer> masters =
        world.processes().stream().filter(process -> process.role() == Role.MASTER).toList();
    if (masters.size() != 1) {
      return Optional.of("masters: " + masters + " of " + world.processes());
    }
    if (world.processes().size() != world.options().cast().servers()) {
      return Optional.of("servers: " + world.processes());
    }
    SimulatedServer master = masters.get(0);
    for (SimulatedServer process : world.processes()) {
      Optional<String> wrong = process == master ? Optional.empty() : missing(process, master);
      if (wrong.isPresent()) {
        return wrong;
      }
      if (!hasCheckedItself(process)) {
        return Optional.of(process + " has not checked itself since the faults ended");
      }
    }
    return missingInNameServers(master);
  }

  /** Whatever happened before, its self-monitoring goes on (section 7). */
  private boolean hasCheckedItself(SimulatedServer process) {
    return process.life().view().lastCheck().atMillis() > began.getOrDefault(process, 0L);
  }

  private static Optional<String> missing(SimulatedServer backup, SimulatedServer master) {
    MemberView view = backup.life().view();
    MemberView his = master.life().view();
    if (view.role() != Role.BACKUP) {
      return Optional.of(backup + " is " + view.role());
    }
    if (!view.master().equals(master.id()) || !view.epoch().equals(his.epoch())) {
      return Optional.of(
          backup + " follows " + view.master() + " " + view.epoch() + ", not " + his.epoch());
    }
    if (view.log().lastIndex() != his.log().lastIndex()
        || view.commitIndex() != his.commitIndex()
        || his.commitIndex() != his.log().lastIndex()) {
      return Optional.of(
          backup
              + " is at "
              + view.commitIndex()
              + " of "
              + view.log().lastKey()
              + ", the master at "
              + his.commitIndex()
              + " of "
              + his.log().lastKey());
    }
    if (!view.digest().equals(his.digest())) {
      return Optional.of(backup + " has another digest than its master");
    }
    return view.isInSync() && his.inSync().contains(backup.id())
        ? Optional.empty()
        : Optional.of(backup + " is not in sync");
  }

  private Optional<String> missingInNameServers(SimulatedServer master) {
    for (SimulatedNameServer nameServer : world.nameServers()) {
      Answer answer = nameServer.look(new Question.Lookup(world.configuration().group()));
      boolean right =
          answer instanceof Answer.MasterIs named
              && named.retained().server().equals(master.id())
              && named.retained().epoch().equals(master.life().view().epoch());
      if (!right) {
        return Optional.of(nameServer + " says " + answer + ", the master is " + master);
      }
    }
    return Optional.empty();
  }
}
