package dev.understudy.simulation;

import dev.understudy.group.ServerId;
import dev.understudy.member.Input;
import dev.understudy.member.OperatorCommand;
import java.util.List;
import java.util.OptionalInt;

/** Makes things go wrong, one after the other, until it is told to stop. */
final class Faults {

  private final World world;
  private final Dice dice;
  private final Odds odds;
  private final NetworkFaults network;
  private final ServerFaults servers;
  private final MasterFaults masters;
  private long commands;

  Faults(World world) {
    this.world = world;
    this.dice = world.dice();
    this.odds = world.options().profile().odds();
    this.network = new NetworkFaults(world);
    this.servers = new ServerFaults(world);
    this.masters = new MasterFaults(world);
  }

  void begin() {
    long mean = world.options().climate().pauseMillis();
    world
        .agenda()
        .in(
            dice.between(1, 2 * mean) * Agenda.MILLI,
            () -> {
              if (!world.isHealing()) {
                strike(odds.pick(dice));
                begin();
              }
            });
  }

  private void strike(FaultKind kind) {
    switch (kind) {
      case PARTITION -> network.partition();
      case CUT_OFF_MASTER -> network.cutOffMaster();
      case HEAL -> network.heal();
      case STORM -> network.storm();
      case PAUSE -> servers.pause(false);
      case CRASH_WITH_MEMORY -> servers.pause(true);
      case CRASH_WITHOUT_MEMORY -> servers.crash();
      case CRASH_MASTER -> servers.crashMaster();
      case DOUBLE -> servers.startDouble();
      case LOST_ADDRESS -> servers.loseAddress();
      case CLOCK_SPEED -> servers.changeClockSpeed();
      case CLOCK_JUMP -> servers.setWall();
      case PRIORITY -> servers.prioritize();
      case LEAVE -> servers.leave();
      case LOST_HINT -> servers.hint();
      case FAILING_STATES -> servers.failStates();
      case SLOW_SERVICES -> servers.slowServices();
      case CORRUPTION -> servers.corrupt();
      case NAME_SERVER_RESTART -> nameServer().restart(world.nursery().clock());
      case NAME_SERVER_PAUSE -> pauseNameServer();
      case TRANSFER -> command(new OperatorCommand.TransferTo(anyId()));
      case CHECK -> command(new OperatorCommand.CheckNow());
      case DROP_DIVERGED -> dropDiverged();
      case REPLACE_MASTER -> masters.replace();
      case REPLACE_MASTER_AND_FORGET -> masters.replaceAndForget();
      case REPLAY_DIVERGED ->
          command(new OperatorCommand.ReplayDiverged(List.of(), OptionalInt.empty()));
    }
  }

  private void pauseNameServer() {
    SimulatedNameServer nameServer = nameServer();
    nameServer.pause();
    world.agenda().in(dice.between(100, 2_500) * Agenda.MILLI, nameServer::resume);
  }

  private void dropDiverged() {
    command(new OperatorCommand.DropDiverged(List.of(), OptionalInt.empty()));
  }

  /** Somebody asks the master, or whoever is there. */
  private void command(OperatorCommand command) {
    List<SimulatedServer> processes = world.processes();
    if (!processes.isEmpty()) {
      SimulatedServer asked = world.someMaster().orElseGet(() -> dice.of(processes));
      asked.receive(new Input.Commanded(++commands, command));
    }
  }

  private SimulatedNameServer nameServer() {
    return dice.of(world.nameServers());
  }

  private ServerId anyId() {
    return new ServerId(1 + dice.below(world.options().cast().servers()));
  }
}
