package dev.understudy.simulation;

import dev.understudy.group.GroupConfiguration;
import dev.understudy.group.Role;
import dev.understudy.group.ServerId;
import dev.understudy.member.Effect;
import dev.understudy.member.Input;
import dev.understudy.member.Rules;
import dev.understudy.registry.RegistryRules;
import dev.understudy.simulation.invariant.Guard;
import dev.understudy.simulation.invariant.ObservedGroup;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Everything that takes part in one schedule, and what it shares. */
final class World {

  private final Dice dice;
  private final SimulationOptions options;
  private final BrokenRules rules;
  private final Agenda agenda = new Agenda();
  private final Trace trace;
  private final Network network;
  private final Post post;
  private final Moment moment;
  private final Damage damage;
  private final Ledger ledger;
  private final ObservedGroup group;
  private final Guard guard;
  private final long hash;
  private final Nursery nursery;
  private final List<SimulatedServer> processes = new ArrayList<>();
  private final List<SimulatedNameServer> nameServers = new ArrayList<>();
  private final List<SimulatedClient> clients = new ArrayList<>();
  private boolean healing;
  private long steps;

  World(long seed, SimulationOptions options, BrokenRules rules, boolean spoken) {
    this.dice = new Dice(seed);
    this.options = options;
    this.rules = rules;
    this.trace = new Trace(agenda, Simulation.LINES_KEPT, spoken);
    this.network =
        new Network(agenda, dice, options.climate().weather(), options.climate().orderedLinks());
    this.post = new Post(this, network);
    this.moment = new Moment(dice, options.climate().serviceMicros());
    this.damage = new Damage(dice, options.climate().damagePerMille());
    this.group = new ObservedGroup(options.configuration());
    this.guard = new Guard(group);
    this.ledger = new Ledger(group, guard.executions());
    this.hash = options.configuration().hash();
    this.nursery = new Nursery(this);
    for (int i = 0; i < options.cast().nameServers(); i++) {
      nameServers.add(new SimulatedNameServer(this, Nursery.nameServerHost(i), nursery.clock()));
    }
    for (int i = 0; i < options.cast().clients(); i++) {
      clients.add(new SimulatedClient(this, i, Nursery.clientHost(i)));
    }
  }

  Dice dice() {
    return dice;
  }

  SimulationOptions options() {
    return options;
  }

  GroupConfiguration configuration() {
    return options.configuration();
  }

  long configurationHash() {
    return hash;
  }

  Rules rules() {
    return rules.member();
  }

  RegistryRules registryRules(int host) {
    return rules.registry(host);
  }

  Agenda agenda() {
    return agenda;
  }

  Trace trace() {
    return trace;
  }

  Network network() {
    return network;
  }

  Post post() {
    return post;
  }

  Moment moment() {
    return moment;
  }

  Damage damage() {
    return damage;
  }

  Ledger ledger() {
    return ledger;
  }

  ObservedGroup group() {
    return group;
  }

  Guard guard() {
    return guard;
  }

  Nursery nursery() {
    return nursery;
  }

  /** All processes of servers that live. */
  List<SimulatedServer> processes() {
    return Collections.unmodifiableList(processes);
  }

  List<SimulatedServer> processesOf(ServerId id) {
    List<SimulatedServer> found = new ArrayList<>(2);
    for (SimulatedServer process : processes) {
      if (process.id().equals(id)) {
        found.add(process);
      }
    }
    return found;
  }

  List<SimulatedNameServer> nameServers() {
    return Collections.unmodifiableList(nameServers);
  }

  List<SimulatedClient> clients() {
    return Collections.unmodifiableList(clients);
  }

  /** One of the processes that are master, if there is one. */
  Optional<SimulatedServer> someMaster() {
    List<SimulatedServer> masters =
        processes.stream().filter(process -> process.role() == Role.MASTER).toList();
    return masters.isEmpty() ? Optional.empty() : Optional.of(dice.of(masters));
  }

  void joined(SimulatedServer process) {
    processes.add(process);
  }

  /** The process ends, with its memory. */
  void end(SimulatedServer process) {
    process.end();
    processes.remove(process);
  }

  /** A member said that it is no longer part of the group. */
  void departed(SimulatedServer process, Effect.Depart depart) {
    note(process, () -> "departs: " + depart.reason());
    end(process);
    long rest = healing ? 50 : dice.between(100, 1_000);
    agenda.in(rest * Agenda.MILLI, () -> nursery.startIfAbsent(process.id()));
  }

  boolean isHealing() {
    return healing;
  }

  /** From now on nothing goes wrong any more. */
  void beginHealing() {
    healing = true;
    network.healAll();
    network.setWeather(Weather.FAIR);
    moment.calm();
    damage.cease();
    nameServers.forEach(SimulatedNameServer::resume);
    for (SimulatedServer process : List.copyOf(processes)) {
      process.resume();
    }
    nursery.startAllAbsent();
  }

  /** Steps that servers took so far. */
  long steps() {
    return steps;
  }

  void note(Object who, Supplier<String> what) {
    trace.note(who.toString(), what);
  }

  void noteStep(SimulatedServer server, Input input, List<Effect> effects) {
    steps++;
    trace.step(server, input, effects);
  }
}
