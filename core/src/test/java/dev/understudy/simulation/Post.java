package dev.understudy.simulation;

import dev.understudy.client.ClientAddress;
import dev.understudy.client.ClientMessage;
import dev.understudy.group.ServerId;
import dev.understudy.member.Effect;
import dev.understudy.member.ElectionMessage;
import dev.understudy.member.Input;
import dev.understudy.monitoring.Trigger;
import dev.understudy.registry.Answer;
import dev.understudy.registry.Question;
import dev.understudy.registry.Registration;
import java.util.List;
import java.util.function.Consumer;

/** Brings what is sent to an address to who consumes it, over the network. */
final class Post {

  private final World world;
  private final Network network;

  Post(World world, Network network) {
    this.world = world;
    this.network = network;
  }

  /** To one process of the server: where two consume one address, either may get it. */
  void toServer(int from, ServerId to, Input input) {
    List<SimulatedServer> processes = world.processesOf(to);
    if (!processes.isEmpty()) {
      SimulatedServer process = world.dice().of(processes);
      network.send(from, process.host(), () -> process.receiveAtAddress(input));
    }
  }

  /** There, back to the address, and the answer: each on its own way. */
  void proveAddress(SimulatedServer of, Effect.ProveAddress prove) {
    for (SimulatedServer through : world.processesOf(prove.through())) {
      network.send(
          of.host(),
          through.host(),
          () -> {
            boolean reached = through.isRunning() && of.isRunning() && of.listens();
            Input proven = new Input.AddressProven(prove.question(), reached);
            if (through.isRunning()) {
              network.send(through.host(), of.host(), () -> of.receive(proven));
            }
          });
    }
  }

  void toOtherServers(SimulatedServer from, Input input) {
    for (SimulatedServer process : world.processes()) {
      if (process != from) {
        network.send(from.host(), process.host(), () -> process.receive(input));
      }
    }
  }

  void toClients(SimulatedServer from, ElectionMessage.Announcement announcement) {
    for (SimulatedClient client : world.clients()) {
      network.send(from.host(), client.host(), () -> client.hear(from.id(), announcement.epoch()));
    }
  }

  void toClient(SimulatedServer from, Effect.Reply reply) {
    for (SimulatedClient client : world.clients()) {
      if (client.address().equals(reply.client())) {
        network.send(from.host(), client.host(), () -> client.hear(from.id(), reply.replies()));
      }
    }
  }

  void clientToServer(SimulatedClient from, ServerId to, ClientMessage message) {
    ClientAddress address = from.address();
    toServer(from.host(), to, new Input.ClientReceived(address, message));
  }

  void clientToAll(SimulatedClient from, ClientMessage message) {
    Input input = new Input.ClientReceived(from.address(), message);
    for (SimulatedServer process : world.processes()) {
      network.send(from.host(), process.host(), () -> process.receive(input));
    }
  }

  void toAnyNameServer(SimulatedServer from, Effect.Ask ask) {
    askAny(
        from.host(),
        ask.question(),
        answer -> from.receive(new Input.NameServerAnswered(ask.questionId(), answer)));
  }

  /** Asks one of the name servers, also one that is not there; the answer travels back. */
  void askAny(int from, Question question, Consumer<Answer> receiver) {
    SimulatedNameServer nameServer = world.dice().of(world.nameServers());
    network.send(
        from,
        nameServer.host(),
        () ->
            nameServer.ask(
                question,
                answer -> network.send(nameServer.host(), from, () -> receiver.accept(answer))));
  }

  void toNameServers(int from, Registration registration) {
    for (SimulatedNameServer nameServer : world.nameServers()) {
      network.send(from, nameServer.host(), () -> nameServer.publish(registration));
    }
  }

  /** A name server's event to the group. */
  void triggerAll(SimulatedNameServer from) {
    for (SimulatedServer process : world.processes()) {
      network.send(
          from.host(),
          process.host(),
          () -> process.receive(new Input.Triggered(Trigger.DUPLICATE_REGISTRATION)));
    }
  }
}
