package dev.understudy.simulation;

import dev.understudy.client.ClientAddress;
import dev.understudy.client.ClientEffect;
import dev.understudy.client.ClientFailure;
import dev.understudy.client.ClientInput;
import dev.understudy.client.ClientLimits;
import dev.understudy.client.ClientReply;
import dev.understudy.client.ClientSession;
import dev.understudy.client.ClientSettings;
import dev.understudy.client.ClientTimings;
import dev.understudy.group.Epoch;
import dev.understudy.group.ServerId;
import dev.understudy.simulation.history.Operation;
import dev.understudy.simulation.invariant.Node.RequestId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A client's process: its session, and what it does with it. */
final class SimulatedClient implements ClientEffect.Performer {

  private static final int MOST_EXPIRED = 10;
  private static final long DEADLINE_MILLIS = 2_500;
  private static final ClientTimings TIMINGS =
      new ClientTimings(150, 600, 40, 200, 60, 600, 20, 300, 1_000, 1_000);

  private final World world;
  private final int host;
  private final ClientAddress address;
  private final ServerClock clock;
  private final ClientSession session;
  private final Workload workload;
  private final Map<Long, Workload.Begun> begun = new HashMap<>();
  private final Deque<ClientInput> waiting = new ArrayDeque<>();
  private final Set<RequestId> told = new HashSet<>();
  private long calls;
  private long lastTick = -1;
  private long wakeAt = Long.MAX_VALUE;
  private boolean stepping;
  private boolean flushDue;
  private int failures;
  private int lastWordsAgain;

  SimulatedClient(World world, int number, int host) {
    this.world = world;
    this.host = host;
    this.address = new ClientAddress("client-" + number);
    this.clock = world.nursery().clock();
    SimulationOptions.Work work = world.options().work();
    ClientLimits limits = new ClientLimits(work.outstanding(), 64, 65_536, 4_096, 64);
    this.session =
        new ClientSession(
            new ClientSettings(
                world.configuration().group(), world.dice().next(), limits, TIMINGS));
    this.workload = new Workload("c" + number, world.dice(), world.agenda(), work);
  }

  int host() {
    return host;
  }

  ClientAddress address() {
    return address;
  }

  List<Operation> seen() {
    return workload.seen();
  }

  void begin() {
    long mean = world.options().work().pauseMillis();
    world
        .agenda()
        .in(
            world.dice().between(1, 2 * mean) * Agenda.MILLI,
            () -> {
              if (!world.isHealing()) {
                if (begun.size() < world.options().work().outstanding()) {
                  submit(workload.begin());
                }
                begin();
              }
            });
  }

  /** Once more each key, to show that the group serves. */
  void beginLastWords() {
    failures = 0;
    lastWordsAgain = MOST_EXPIRED;
    for (int i = 0; i < world.options().work().keys(); i++) {
      submit(workload.beginWrite("k" + i));
      submit(workload.beginRead("k" + i));
    }
  }

  boolean isDone() {
    return begun.isEmpty();
  }

  /** Calls that were given up since the last words began. */
  int failures() {
    return failures;
  }

  void hear(ServerId from, Epoch epoch) {
    receive(new ClientInput.Announced(from, epoch));
  }

  void hear(ServerId from, List<ClientReply> replies) {
    for (ClientReply reply : replies) {
      world.note(this, () -> "from " + from + ": " + reply);
      if (reply instanceof ClientReply.Done done) {
        done(done);
      }
    }
    receive(new ClientInput.Replied(replies));
  }

  /** Only the first answer is what the application is told. */
  private void done(ClientReply.Done done) {
    RequestId request = new RequestId(done.session(), done.sequence());
    if (told.add(request)) {
      world.ledger().acknowledged(request, done.key(), done.result());
    }
  }

  private void submit(Workload.Begun operation) {
    long call = ++calls;
    begun.put(call, operation);
    long deadline = clock.millis() + DEADLINE_MILLIS;
    receive(
        operation.isRead()
            ? new ClientInput.Query(call, operation.payload(), deadline)
            : new ClientInput.Submit(call, operation.payload(), deadline));
  }

  private void receive(ClientInput input) {
    waiting.add(input);
    work();
  }

  private void work() {
    if (stepping) {
      return;
    }
    stepping = true;
    while (clock.millis() != lastTick || !waiting.isEmpty()) {
      if (clock.millis() != lastTick) {
        lastTick = clock.millis();
        step(new ClientInput.Tick(lastTick));
      } else {
        step(waiting.remove());
      }
    }
    stepping = false;
    settle();
  }

  private void step(ClientInput input) {
    for (ClientEffect effect : session.step(input)) {
      effect.perform(this);
    }
  }

  private void settle() {
    if (session.wantsFlush() && !flushDue) {
      flushDue = true;
      world.agenda().in(0, this::flush);
    }
    long deadline = session.deadlineMillis();
    if (deadline == Long.MAX_VALUE) {
      return;
    }
    long due = clock.whenIs(Math.max(deadline, lastTick + 1));
    if (due < wakeAt) {
      wakeAt = due;
      world.agenda().at(due, () -> wake(due));
    }
  }

  private void flush() {
    flushDue = false;
    if (session.wantsFlush()) {
      receive(new ClientInput.Flush());
    }
  }

  private void wake(long due) {
    if (due == wakeAt) {
      wakeAt = Long.MAX_VALUE;
      work();
    }
  }

  @Override
  public void send(ClientEffect.Send send) {
    world.post().clientToServer(this, send.to(), send.message());
  }

  @Override
  public void broadcast(ClientEffect.Broadcast broadcast) {
    world.post().clientToAll(this, broadcast.message());
  }

  @Override
  public void ask(ClientEffect.Ask ask) {
    world
        .post()
        .askAny(
            host,
            ask.question(),
            answer -> receive(new ClientInput.NameServerAnswered(ask.questionId(), answer)));
  }

  @Override
  public void completed(ClientEffect.Completed completed) {
    workload.told(end(completed.callId()), completed.result());
  }

  @Override
  public void queryCompleted(ClientEffect.QueryCompleted completed) {
    workload.told(end(completed.callId()), completed.result());
  }

  @Override
  public void sessionOpened(ClientEffect.SessionOpened opened) {
    throw new IllegalStateException(this + " did not ask for " + opened);
  }

  @Override
  public void failed(ClientEffect.Failed failed) {
    world.note(this, failed::toString);
    Workload.Begun operation = end(failed.callId());
    boolean expired = failed.failure() == ClientFailure.SESSION_EXPIRED;
    if (expired && lastWordsAgain > 0) {
      // it expired while it was idle: what counts is that a new one can be had
      lastWordsAgain--;
      submit(workload.beginWrite(operation.key()));
    } else {
      failures++;
    }
    switch (failed.failure()) {
      case DEADLINE_EXCEEDED, SESSION_EXPIRED, CLOSED -> workload.unknown(operation);
      case NO_MASTER, OVERLOADED, TOO_LARGE, INVALID -> {
        // nothing changed: the history must do without it
      }
    }
  }

  private Workload.Begun end(long call) {
    Workload.Begun operation = begun.remove(call);
    if (operation == null) {
      throw new IllegalStateException(this + " was told twice of call " + call);
    }
    return operation;
  }

  @Override
  public String toString() {
    return address.value();
  }
}
