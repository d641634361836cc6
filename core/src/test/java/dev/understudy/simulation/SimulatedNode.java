package dev.understudy.simulation;

import dev.understudy.group.ServerId;
import dev.understudy.group.Timings;
import dev.understudy.member.Input;
import dev.understudy.member.LifeSign;
import dev.understudy.member.Renewal;
import dev.understudy.registry.Registration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the node of a server does on its behalf, as the adapter on the event bus does it for all
 * servers of a node: renews its registration, gives signs of its life, and keeps the last sign of
 * each other server until something else happens to its own.
 *
 * <p>That a server follows counts only where its node heard this one lately: else this one might
 * stop to send what the other does not hear of in any other way.
 */
final class SimulatedNode {

  private static final int BEATS_MISSED = 3;

  private final World world;
  private final SimulatedServer server;
  private final Timings timings;
  private final Renewal renewal;
  private final Map<Integer, Long> heardHosts = new TreeMap<>();
  private final Map<ServerId, Input.SignHeard> signs = new TreeMap<>();

  SimulatedNode(World world, SimulatedServer server) {
    this.world = world;
    this.server = server;
    this.timings = world.configuration().timings();
    this.renewal = new Renewal(timings.renew());
  }

  void begin() {
    every(timings.heartbeat(), this::beat);
    every(timings.renew(), this::renew);
  }

  void register(Registration registration) {
    renewal.published(registration, server.clock().millis());
    world.post().toNameServers(server.host(), registration);
  }

  /** The signs that came since they were last taken. */
  List<Input> takeSigns() {
    if (signs.isEmpty()) {
      return List.of();
    }
    List<Input> taken = new ArrayList<>(signs.values());
    signs.clear();
    return taken;
  }

  private void every(long millis, Runnable duty) {
    world
        .agenda()
        .at(
            server.clock().whenIs(server.clock().millis() + millis),
            () -> {
              if (server.isAlive()) {
                if (server.isRunning()) {
                  duty.run();
                }
                every(millis, duty);
              }
            });
  }

  private void renew() {
    renewal
        .due(server.clock().millis())
        .ifPresent(registration -> world.post().toNameServers(server.host(), registration));
  }

  private void beat() {
    Optional<LifeSign> sign = server.lifeSign();
    for (SimulatedServer other : world.processes()) {
      if (other != server) {
        boolean mutual = hears(other.host());
        world
            .network()
            .send(server.host(), other.host(), () -> other.node().hear(server, sign, mutual));
      }
    }
  }

  private boolean hears(int host) {
    long patience = BEATS_MISSED * timings.heartbeat();
    Long heardAt = heardHosts.get(host);
    return heardAt != null && server.clock().millis() - heardAt <= patience;
  }

  private void hear(SimulatedServer from, Optional<LifeSign> sign, boolean mutual) {
    if (!server.isRunning()) {
      return;
    }
    long now = server.clock().millis();
    heardHosts.put(from.host(), now);
    if (sign.isPresent() && (mutual || sign.get() instanceof LifeSign.Leads)) {
      signs.put(from.id(), new Input.SignHeard(from.id(), sign.get(), now));
    } else {
      signs.remove(from.id());
    }
  }
}
