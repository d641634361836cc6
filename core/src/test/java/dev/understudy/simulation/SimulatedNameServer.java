package dev.understudy.simulation;

import dev.understudy.registry.Answer;
import dev.understudy.registry.Question;
import dev.understudy.registry.Registration;
import dev.understudy.registry.Registry;
import dev.understudy.registry.RegistryEffect;
import dev.understudy.registry.RegistryInput;
import dev.understudy.registry.RegistryLimits;
import dev.understudy.simulation.invariant.RetainsTheBest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A name server's process; it can stand still, and start again without what it knew. */
final class SimulatedNameServer implements RegistryEffect.Performer {

  private final World world;
  private final int host;
  private final Map<Long, Consumer<Answer>> askers = new HashMap<>();
  private final Deque<RegistryInput> waiting = new ArrayDeque<>();
  private ServerClock clock;
  private Registry registry;
  private RetainsTheBest observer;
  private boolean paused;
  private long questions;
  private long wakeAt;

  SimulatedNameServer(World world, int host, ServerClock clock) {
    this.world = world;
    this.host = host;
    this.clock = clock;
    this.observer = new RetainsTheBest(world.configuration());
    this.registry = start();
    receive(new RegistryInput.Tick(clock.millis()));
  }

  int host() {
    return host;
  }

  void restart(ServerClock newClock) {
    world.note(this, () -> "starts anew");
    clock = newClock;
    registry = start();
    observer = new RetainsTheBest(world.configuration());
    askers.clear();
    waiting.clear();
    paused = false;
    receive(new RegistryInput.Tick(clock.millis()));
  }

  void pause() {
    paused = true;
    world.note(this, () -> "stands still");
  }

  void resume() {
    if (paused) {
      paused = false;
      world.note(this, () -> "goes on");
      work();
    }
  }

  void publish(Registration registration) {
    receive(new RegistryInput.Published(List.of(registration)));
  }

  void ask(Question question, Consumer<Answer> asker) {
    long number = ++questions;
    askers.put(number, asker);
    receive(new RegistryInput.Asked(number, question));
  }

  /** What this name server would answer now. */
  Answer look(Question question) {
    Registry asked = registry;
    asked.step(new RegistryInput.Tick(clock.millis()));
    for (RegistryEffect effect : asked.step(new RegistryInput.Asked(0, question))) {
      if (effect instanceof RegistryEffect.Answered answered) {
        return answered.answer();
      }
    }
    throw new IllegalStateException("a name server did not answer");
  }

  @Override
  public void answered(RegistryEffect.Answered answered) {
    Consumer<Answer> asker = askers.remove(answered.askId());
    if (asker != null) {
      asker.accept(answered.answer());
    }
  }

  @Override
  public void publishDuplicate(RegistryEffect.PublishDuplicate duplicate) {
    world.note(
        this, () -> "duplicate: retains " + duplicate.retained() + " of " + duplicate.superseded());
    observer.decided(duplicate);
    world.post().triggerAll(this);
  }

  @Override
  public void tell(RegistryEffect.Tell tell) {
    world.note(this, () -> tell.event().toString());
  }

  private Registry start() {
    return new Registry(
        world.configuration().timings().renew(), RegistryLimits.DEFAULT, world.registryRules(host));
  }

  private void receive(RegistryInput input) {
    waiting.add(input);
    work();
  }

  private void work() {
    while (!paused && !waiting.isEmpty()) {
      long now = clock.millis();
      step(new RegistryInput.Tick(now));
      RegistryInput input = waiting.remove();
      if (input instanceof RegistryInput.Published published) {
        published.registrations().forEach(one -> observer.published(one, now));
      }
      step(input);
      if (input instanceof RegistryInput.Published) {
        observer.taken();
      }
    }
    long deadline = registry.deadlineMillis();
    if (!paused && deadline != Long.MAX_VALUE) {
      wake(clock.whenIs(Math.max(deadline, clock.millis() + 1)));
    }
  }

  private void wake(long due) {
    if (wakeAt > world.agenda().now() && wakeAt <= due) {
      return;
    }
    wakeAt = due;
    world
        .agenda()
        .at(
            due,
            () -> {
              if (wakeAt == due) {
                wakeAt = 0;
                receive(new RegistryInput.Tick(clock.millis()));
              }
            });
  }

  private void step(RegistryInput input) {
    for (RegistryEffect effect : registry.step(input)) {
      effect.perform(this);
    }
  }

  @Override
  public String toString() {
    return "name server " + host;
  }
}
