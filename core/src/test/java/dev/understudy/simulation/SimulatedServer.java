package dev.understudy.simulation;

import dev.understudy.group.Incarnation;
import dev.understudy.group.Priority;
import dev.understudy.group.Role;
import dev.understudy.group.ServerId;
import dev.understudy.member.Effect;
import dev.understudy.member.Input;
import dev.understudy.member.LifeSign;
import dev.understudy.member.Member;
import dev.understudy.member.MemberSettings;
import dev.understudy.simulation.invariant.Life;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * One process of a server: the member, its service and its clock, driven as an adapter's event loop
 * drives them. It can stand still, be deaf meanwhile, and end.
 */
final class SimulatedServer {

  private enum Condition {
    RUNNING,
    PAUSED,
    DEAF,
    ENDED
  }

  private final World world;
  private final ServerId id;
  private final int host;
  private final ServerClock clock;
  private final Member member;
  private final Life life;
  private final FakeService service = new FakeService();
  private final ServiceQueue queue;
  private final Effect.Performer performer;
  private final SimulatedNode node;
  private final Deque<Input> waiting = new ArrayDeque<>();
  private final Lateness lateness;
  private Condition condition = Condition.RUNNING;
  private boolean stepping;
  private boolean flushDue;
  private long lastTick = -1;
  private long wakeAt = Long.MAX_VALUE;
  private boolean doomed;
  private boolean listens = true;
  private Priority priority;

  SimulatedServer(World world, ServerId id, int host, Birth birth) {
    this.world = world;
    this.id = id;
    this.host = host;
    this.clock = birth.clock();
    this.lateness = new Lateness(new Dice(birth.startMillis() * 31 + id.number()));
    this.priority = birth.priority();
    this.member =
        new Member(
            new MemberSettings(
                world.configuration(),
                id,
                new Incarnation(birth.startMillis(), world.dice().next()),
                birth.priority(),
                world.dice().next(),
                world.rules()));
    this.life =
        new Life(
            world.group().lives().size(),
            id,
            member.view(),
            service::fingerprint,
            world.group().chronicle().root());
    this.queue = new ServiceQueue(world, this, service);
    this.performer = new ServerEffects(world, this, queue);
    this.node = new SimulatedNode(world, this);
    world.group().born(life);
  }

  /** What a process is born with. */
  record Birth(ServerClock clock, long startMillis, Priority priority) {}

  ServerId id() {
    return id;
  }

  int host() {
    return host;
  }

  Life life() {
    return life;
  }

  ServerClock clock() {
    return clock;
  }

  FakeService service() {
    return service;
  }

  Incarnation incarnation() {
    return member.view().incarnation();
  }

  Role role() {
    return member.view().role();
  }

  Priority priority() {
    return priority;
  }

  SimulatedNode node() {
    return node;
  }

  Optional<LifeSign> lifeSign() {
    return member.lifeSign();
  }

  boolean isAlive() {
    return condition != Condition.ENDED;
  }

  boolean isRunning() {
    return condition == Condition.RUNNING;
  }

  /** Whether it lives without the memory that it may have promised things with, or soon will. */
  boolean isWithoutMemory() {
    return doomed || role() == Role.NEWCOMER || role() == Role.GONE;
  }

  /** It may be gone at any time: it asked to terminate or to leave, or has a successor. */
  void doom() {
    doomed = true;
  }

  void prioritize(Priority changed) {
    priority = changed;
    receive(new Input.PriorityChanged(changed));
  }

  void pause(boolean deaf) {
    condition = deaf ? Condition.DEAF : Condition.PAUSED;
    world.note(this, () -> deaf ? "stands still and hears nothing" : "stands still");
  }

  void resume() {
    if (condition == Condition.PAUSED || condition == Condition.DEAF) {
      condition = Condition.RUNNING;
      world.note(this, () -> "goes on");
      wake();
    }
  }

  /** The process ends, and its memory with it. */
  void end() {
    condition = Condition.ENDED;
    waiting.clear();
    life.end();
  }

  /** The event loop turns for the first time. */
  void begin() {
    node.begin();
    work();
  }

  /** Something happened to this process. */
  void receive(Input input) {
    if (condition == Condition.RUNNING || condition == Condition.PAUSED) {
      waiting.add(input);
      work();
    }
  }

  /** As {@link #receive}, at its own address, at which it may not be heard. */
  void receiveAtAddress(Input input) {
    if (listens) {
      receive(input);
    }
  }

  boolean listens() {
    return listens;
  }

  /** It is heard at its address no more, without knowing it. */
  void loseAddress() {
    listens = false;
    world.note(this, () -> "is deaf at its address");
  }

  void listen() {
    listens = true;
    world.note(this, () -> "listens at its address anew");
  }

  /** As {@link #receive}, from inside the process: it waits, but is not lost, while it is deaf. */
  void receiveInside(Input input) {
    if (condition != Condition.ENDED) {
      waiting.add(input);
      work();
    }
  }

  private void wake() {
    wakeAt = Long.MAX_VALUE;
    work();
  }

  private void work() {
    if (stepping || !isRunning()) {
      return;
    }
    stepping = true;
    node.takeSigns().forEach(this::step);
    while (isRunning() && (clock.millis() != lastTick || !waiting.isEmpty())) {
      if (clock.millis() != lastTick) {
        tick();
      } else {
        step(waiting.remove());
      }
    }
    stepping = false;
    settle();
  }

  private void tick() {
    lastTick = clock.millis();
    step(new Input.Tick(lastTick, clock.wallMillis(), lateness.millis(lastTick)));
  }

  private void step(Input input) {
    if (input instanceof Input.StateRestored) {
      life.adopting();
    }
    List<Effect> effects = member.step(input);
    world.noteStep(this, input, effects);
    world.guard().stepped(life, input);
    for (Effect effect : effects) {
      effect.perform(performer);
    }
    world.guard().settled(life);
  }

  /** The turn of the event loop ends: a flush and the next tick are arranged. */
  private void settle() {
    if (!isRunning()) {
      return;
    }
    if (member.wantsFlush() && !flushDue) {
      flushDue = true;
      world.agenda().in(0, this::flush);
    }
    // a deadline that has passed, and was not met by the tick of this millisecond, waits for the
    // next
    long due = clock.whenIs(Math.max(member.deadlineMillis(), lastTick + 1));
    if (due < wakeAt) {
      wakeAt = due;
      world
          .agenda()
          .at(
              due,
              () -> {
                if (due == wakeAt) {
                  wake();
                }
              });
    }
  }

  private void flush() {
    flushDue = false;
    if (member.wantsFlush()) {
      receiveInside(new Input.Flush());
    }
  }

  @Override
  public String toString() {
    return "server " + id;
  }
}
