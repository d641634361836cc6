package dev.understudy.simulation;

import dev.understudy.group.Priority;
import dev.understudy.group.Role;
import dev.understudy.group.ServerId;
import dev.understudy.member.Input;
import java.util.List;
import java.util.Optional;

/** What happens to processes of servers. */
final class ServerFaults {

  private final World world;
  private final Dice dice;
  private final MemoryBudget budget;
  private boolean corrupted;

  ServerFaults(World world) {
    this.world = world;
    this.dice = world.dice();
    this.budget = new MemoryBudget(world);
  }

  void pause(boolean deaf) {
    anyRunning()
        .ifPresent(
            process -> {
              process.pause(deaf);
              long millis = dice.chance(200) ? dice.between(1_000, 3_000) : dice.between(50, 900);
              world.agenda().in(millis * Agenda.MILLI, process::resume);
            });
  }

  void crash() {
    anyRunning().ifPresent(this::crash);
  }

  void crashMaster() {
    world.someMaster().ifPresent(this::crash);
  }

  private void crash(SimulatedServer process) {
    if (!budget.mayLose(process.id())) {
      return;
    }
    world.note(process, () -> "ends, and its memory with it");
    world.end(process);
    hintLater(process.id());
    long rest = dice.chance(400) ? dice.between(0, 50) : dice.between(50, 1_200);
    ServerId id = process.id();
    world.agenda().in(rest * Agenda.MILLI, () -> world.nursery().startIfAbsent(id));
  }

  /** A second process starts; the platform took the first one, which may be cut off, for dead. */
  void startDouble() {
    anyRunning()
        .filter(process -> !process.isWithoutMemory())
        .filter(process -> budget.mayLose(process.id()))
        .ifPresent(
            process -> {
              if (dice.chance(500)) {
                process.pause(dice.chance(500));
                world.agenda().in(dice.between(100, 2_000) * Agenda.MILLI, process::resume);
              }
              // whoever hears of the second one listens to the first one no longer
              process.doom();
              world.nursery().startDouble(process.id());
            });
  }

  void changeClockSpeed() {
    anyRunning().ifPresent(process -> process.clock().runAt(dice.between(800, 1_250)));
  }

  void setWall() {
    anyRunning().ifPresent(p -> p.clock().setWallOffset(dice.between(0, 6_000) - 3_000));
  }

  /** A server alone has nobody who could tell it. */
  void loseAddress() {
    anyRunning()
        .filter(process -> world.processes().stream().anyMatch(p -> !p.id().equals(process.id())))
        .ifPresent(SimulatedServer::loseAddress);
  }

  void prioritize() {
    anyRunning().ifPresent(p -> world.nursery().prioritize(p, Priority.ofWeight(dice.below(5))));
  }

  void leave() {
    anyRunning()
        .filter(process -> process.role() == Role.NEWCOMER || budget.mayLose(process.id()))
        .ifPresent(
            process -> {
              process.doom();
              process.receive(new Input.Leave());
            });
  }

  void slowServices() {
    world.moment().slow(dice.between(20, 300) * Agenda.MILLI);
    calmLater();
  }

  void failStates() {
    if (dice.chance(300)) {
      world.moment().failCaptures(700);
    } else {
      // it may terminate, and its memory with it
      anyRunning()
          .filter(process -> !world.group().isConsistent() || budget.mayLose(process.id()))
          .ifPresent(process -> world.moment().failRestores(process.id()));
    }
    calmLater();
  }

  /** Once in a schedule, and not the master's: a second time it would be given up as it should. */
  void corrupt() {
    anyRunning()
        .filter(process -> process.role() == Role.BACKUP && !corrupted)
        .ifPresent(
            process -> {
              corrupted = true;
              world.note(process, () -> "has a damaged state");
              world.guard().doubtStates();
              process.service().corrupt();
            });
  }

  /** The cluster manager tells some servers that another one is lost, which may be wrong. */
  void hint() {
    anyRunning().ifPresent(process -> hintLater(process.id()));
  }

  private void hintLater(ServerId lost) {
    for (SimulatedServer process : List.copyOf(world.processes())) {
      if (!process.id().equals(lost) && dice.chance(400)) {
        world
            .agenda()
            .in(
                dice.between(10, 400) * Agenda.MILLI,
                () -> process.receive(new Input.ServerLost(lost)));
      }
    }
  }

  private void calmLater() {
    world.agenda().in(dice.between(300, 2_500) * Agenda.MILLI, world.moment()::calm);
  }

  private Optional<SimulatedServer> anyRunning() {
    List<SimulatedServer> running =
        world.processes().stream().filter(SimulatedServer::isRunning).toList();
    return running.isEmpty() ? Optional.empty() : Optional.of(dice.of(running));
  }
}
