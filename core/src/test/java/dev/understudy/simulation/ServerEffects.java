package dev.understudy.simulation;

import dev.understudy.client.ClientReply;
import dev.understudy.group.EventType;
import dev.understudy.member.Effect;
import dev.understudy.member.ElectionMessage;
import dev.understudy.member.Input;
import dev.understudy.member.Message;
import dev.understudy.member.SynchronizationMessage;

/** Performs what a member wants done, as the adapter on the event bus does. */
final class ServerEffects implements Effect.Performer {

  private final World world;
  private final SimulatedServer server;
  private final ServiceQueue service;

  ServerEffects(World world, SimulatedServer server, ServiceQueue service) {
    this.world = world;
    this.server = server;
    this.service = service;
  }

  @Override
  public void send(Effect.Send send) {
    world.guard().sent(server.life(), send.message());
    if (send.message() instanceof SynchronizationMessage.MayTerminate) {
      server.doom();
    }
    Input.Received received = received(world.damage().chunk(send.message()));
    world.post().toServer(server.host(), send.to(), received);
  }

  @Override
  public void broadcast(Effect.Broadcast broadcast) {
    world.guard().sent(server.life(), broadcast.message());
    world.post().toOtherServers(server, received(broadcast.message()));
    if (broadcast.message() instanceof ElectionMessage.Announcement announcement) {
      world.post().toClients(server, announcement);
    }
  }

  @Override
  public void reply(Effect.Reply reply) {
    for (ClientReply each : reply.replies()) {
      world.guard().replied(server.life(), each);
    }
    world.post().toClient(server, reply);
  }

  @Override
  public void ask(Effect.Ask ask) {
    world.guard().asked(server.life(), ask.question());
    world.post().toAnyNameServer(server, ask);
  }

  @Override
  public void proveAddress(Effect.ProveAddress prove) {
    world.post().proveAddress(server, prove);
  }

  @Override
  public void listenAnew(Effect.ListenAnew listen) {
    server.listen();
  }

  @Override
  public void register(Effect.Register register) {
    server.node().register(register.registration());
  }

  @Override
  public void execute(Effect.Execute execute) {
    service.execute(execute);
  }

  @Override
  public void query(Effect.Query query) {
    service.query(query);
  }

  @Override
  public void captureState(Effect.CaptureState capture) {
    service.capture(capture);
  }

  @Override
  public void restoreState(Effect.RestoreState restore) {
    service.restore(restore);
  }

  @Override
  public void persist(Effect.Persist persist) {
    // memory is all there is in this version
  }

  @Override
  public void tell(Effect.Tell tell) {
    if (tell.event().type() == EventType.DIVERGED_DROPPED) {
      world.ledger().dropped(tell.event());
    }
  }

  @Override
  public void answer(Effect.AnswerOperator answer) {
    // what an operator is told changes nothing here
  }

  @Override
  public void depart(Effect.Depart depart) {
    world.departed(server, depart);
  }

  private Input.Received received(Message message) {
    return new Input.Received(
        server.id(), server.incarnation(), world.configurationHash(), message);
  }
}
