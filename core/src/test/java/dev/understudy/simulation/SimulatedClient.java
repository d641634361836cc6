package dev.understudy.simulation;

import dev.understudy.client.ClientAddress;
import dev.understudy.client.ClientMessage;
import dev.understudy.client.ClientReply;
import dev.understudy.client.Refusal;
import dev.understudy.group.Epoch;
import dev.understudy.group.ServerId;
import dev.understudy.log.SessionId;
import dev.understudy.simulation.history.Operation;
import dev.understudy.simulation.invariant.Node.RequestId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A client: its session, and what it does with it. */
final class SimulatedClient {

  private static final long TURN = 25 * Agenda.MILLI;
  private static final long RETRY = 150 * Agenda.MILLI;
  private static final long DEADLINE = 2_000 * Agenda.MILLI;

  private record Pending(Workload.Begun begun, long[] sentAt) {}

  private final World world;
  private final int host;
  private final ClientAddress address;
  private final Workload workload;
  private final TreeMap<Long, Pending> calls = new TreeMap<>();
  private final Map<Long, Pending> queries = new HashMap<>();
  private final List<Workload.Begun> backlog = new ArrayList<>();
  private ServerId target = ServerId.NONE;
  private Epoch targetEpoch = Epoch.NONE;
  private Optional<SessionId> session = Optional.empty();
  private long nonce;
  private long sequence;
  private long queryId;
  private long heardAt;
  private boolean stopping;

  SimulatedClient(World world, int number, int host) {
    this.world = world;
    this.host = host;
    this.address = new ClientAddress("client-" + number);
    this.workload =
        new Workload("c" + number, world.dice(), world.agenda(), world.options().work());
    this.nonce = world.dice().next() >>> 1;
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
    work();
    turn();
  }

  void beginLastWords() {
    for (int i = 0; i < world.options().work().keys(); i++) {
      backlog.add(workload.beginWrite("k" + i));
      backlog.add(workload.beginRead("k" + i));
    }
  }

  boolean isDone() {
    return backlog.isEmpty() && calls.isEmpty() && queries.isEmpty();
  }

  void hear(ServerId from, Epoch epoch) {
    if (epoch.isAfter(targetEpoch)) {
      target = from;
      targetEpoch = epoch;
      resendAll();
    }
  }

  void hear(ServerId from, List<ClientReply> replies) {
    heardAt = world.agenda().now();
    for (ClientReply reply : replies) {
      world.note(this, () -> "from " + from + ": " + reply);
      if (reply instanceof ClientReply.SessionOpened opened) {
        if (opened.nonce() == nonce && session.isEmpty()) {
          session = Optional.of(opened.session());
          sequence = 0;
        }
      } else if (reply instanceof ClientReply.Done done) {
        done(done);
      } else if (reply instanceof ClientReply.QueryDone done) {
        Pending pending = queries.remove(done.queryId());
        if (pending != null) {
          workload.told(pending.begun, done.result());
        }
      } else if (reply instanceof ClientReply.NotMaster not) {
        target = not.master();
        targetEpoch = not.epoch();
        if (!target.isNone() && !target.equals(from)) {
          resendAll();
        }
      } else if (reply instanceof ClientReply.Refused refused
          && refused.refusal() == Refusal.SESSION_EXPIRED
          && session.filter(refused.session()::equals).isPresent()) {
        expire();
      }
    }
  }

  private void done(ClientReply.Done done) {
    if (session.filter(done.session()::equals).isEmpty()) {
      return;
    }
    Pending pending = calls.remove(done.sequence());
    if (pending != null) {
      workload.told(pending.begun, done.result());
      world
          .ledger()
          .acknowledged(new RequestId(done.session(), done.sequence()), done.key(), done.result());
    }
  }

  private void expire() {
    session = Optional.empty();
    nonce = world.dice().next() >>> 1;
    calls.values().forEach(pending -> workload.unknown(pending.begun));
    calls.clear();
  }

  private void work() {
    long mean = world.options().work().pauseMillis();
    world
        .agenda()
        .in(
            world.dice().between(1, 2 * mean) * Agenda.MILLI,
            () -> {
              if (world.isHealing() || stopping) {
                return;
              }
              if (calls.size() + queries.size() < world.options().work().outstanding()) {
                backlog.add(workload.begin());
              }
              work();
            });
  }

  private void turn() {
    issue();
    long now = world.agenda().now();
    if (target.isNone() || now - heardAt > 400 * Agenda.MILLI) {
      ServerId any = new ServerId(1 + world.dice().below(world.options().cast().servers()));
      send(any, new ClientMessage.WhoIsMaster());
    }
    if (session.isEmpty() && !target.isNone()) {
      send(target, new ClientMessage.OpenSession(nonce));
    }
    giveUpOverdue(now);
    calls.forEach((number, pending) -> resend(number, pending, now));
    queries.forEach((number, pending) -> resendQuery(number, pending, now));
    world.agenda().in(TURN, this::turn);
  }

  private void giveUpOverdue(long now) {
    calls.entrySet().removeIf(entry -> isOverdue(entry.getValue(), now));
    queries.entrySet().removeIf(entry -> isOverdue(entry.getValue(), now));
  }

  private boolean isOverdue(Pending pending, long now) {
    boolean overdue = now - pending.begun.at() > DEADLINE;
    if (overdue) {
      workload.unknown(pending.begun);
    }
    return overdue;
  }

  private void issue() {
    for (Workload.Begun begun : List.copyOf(backlog)) {
      if (begun.isRead()) {
        queries.put(++queryId, new Pending(begun, new long[] {-RETRY}));
        backlog.remove(begun);
      } else if (session.isPresent()) {
        calls.put(++sequence, new Pending(begun, new long[] {-RETRY}));
        backlog.remove(begun);
      }
    }
  }

  private void resendAll() {
    calls.values().forEach(pending -> pending.sentAt[0] = -RETRY);
    queries.values().forEach(pending -> pending.sentAt[0] = -RETRY);
  }

  private void resend(long number, Pending pending, long now) {
    if (!target.isNone() && session.isPresent() && now - pending.sentAt[0] >= RETRY) {
      pending.sentAt[0] = now;
      send(
          target,
          new ClientMessage.Requests(
              session.get(),
              calls.firstKey(),
              List.of(new ClientMessage.Call(number, pending.begun.payload()))));
    }
  }

  private void resendQuery(long number, Pending pending, long now) {
    if (!target.isNone() && now - pending.sentAt[0] >= RETRY) {
      pending.sentAt[0] = now;
      send(target, new ClientMessage.Query(number, pending.begun.payload()));
    }
  }

  private void send(ServerId to, ClientMessage message) {
    world.post().clientToServer(this, to, message);
  }

  @Override
  public String toString() {
    return address.value();
  }
}
