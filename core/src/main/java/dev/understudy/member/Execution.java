package dev.understudy.member;

import dev.understudy.group.Event;
import dev.understudy.group.EventType;
import dev.understudy.log.Bytes;
import dev.understudy.log.Command;
import dev.understudy.log.Digest;
import dev.understudy.log.DivergedRecord;
import dev.understudy.log.DivergedRecords;
import dev.understudy.log.Entry;
import dev.understudy.log.EntryReader;
import dev.understudy.log.EntryWriter;
import dev.understudy.log.Log;
import dev.understudy.log.Result;
import dev.understudy.log.SessionId;
import dev.understudy.session.Session;
import dev.understudy.session.SessionTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Executes the log, in order, every entry once (protocol sections 4, 8, 9, 10). The service is
 * outside: runs of requests go to it as one {@link Effect.Execute}, at most one of which is under
 * way; sessions, diverged records and the digest are kept here and are the same on every server for
 * the same prefix.
 */
final class Execution {

  private static final int LARGEST_BATCH = 1_024;

  private final MemberSettings settings;
  private final Log log;
  private final Outbox out;
  private final SessionTable sessions;
  private final DivergedRecords diverged;
  private final DigestTrail trail = new DigestTrail();
  private final Repetitions repetitions;
  private final List<Effect.Invocation> batch = new ArrayList<>();
  // of each entry under way: its result, or nothing if the service has to tell it
  private final List<Optional<Result>> planned = new ArrayList<>();
  // of each replay under way, by index: what it replays
  private final Map<Long, DivergedRecord> replays = new TreeMap<>();
  private final Function<EventType, Event> events;
  private long executedIndex;
  private long plannedIndex;
  private boolean empty = true;
  private boolean paused;

  Execution(MemberSettings settings, Log log, Outbox out, Function<EventType, Event> events) {
    this.settings = settings;
    this.log = log;
    this.repetitions = new Repetitions(log);
    this.out = out;
    this.events = events;
    this.sessions =
        new SessionTable(
            settings.configuration().limits(), settings.configuration().timings().session());
    this.diverged = new DivergedRecords(settings.configuration().limits().divergedRecords());
  }

  long executedIndex() {
    return executedIndex;
  }

  /** Whether no request was ever executed (protocol section 5, AVAILABLE). */
  boolean isEmpty() {
    return empty;
  }

  /** Whether the service has nothing of us under way, so that all of the state belongs together. */
  boolean isIdle() {
    return planned.isEmpty();
  }

  SessionTable sessions() {
    return sessions;
  }

  DivergedRecords diverged() {
    return diverged;
  }

  Repetitions repetitions() {
    return repetitions;
  }

  Digest digest() {
    return trail.last();
  }

  OptionalLong digestAt(long index) {
    return trail.at(index);
  }

  /** While paused nothing new is started: somebody waits for {@link #isIdle}. */
  void pause(boolean newPaused) {
    paused = newPaused;
  }

  /** Executes what can be executed now. */
  void advance() {
    while (planned.isEmpty() && !paused && executedIndex < log.lastIndex()) {
      plan();
      if (!batch.isEmpty()) {
        out.add(new Effect.Execute(batch));
        batch.clear();
        return;
      }
      complete(List.of());
    }
  }

  /** The service executed the batch that is under way. */
  void executed(List<Result> results) {
    if (!planned.isEmpty()) {
      complete(results);
    }
  }

  /** Plans entries up to one that has to see the effect of an earlier one of the batch. */
  private void plan() {
    plannedIndex = executedIndex;
    while (plannedIndex < log.lastIndex() && planned.size() < LARGEST_BATCH) {
      Entry entry = log.entryAt(plannedIndex + 1);
      boolean alone = !(entry.command() instanceof Command.Request);
      if ((alone && !planned.isEmpty()) || isPlanned(entry)) {
        return;
      }
      plannedIndex++;
      planned.add(outcome(entry));
      if (alone) {
        return;
      }
    }
  }

  /** Whether the same request is under way already: begun, its result not yet known. */
  private boolean isPlanned(Entry entry) {
    if (planned.isEmpty() || !(entry.command() instanceof Command.Request request)) {
      return false;
    }
    Optional<Session> session = sessions.find(request.session(), entry.clockMillis());
    return session.isPresent() && session.get().isUnderWay(request.sequence());
  }

  private Optional<Result> outcome(Entry entry) {
    sessions.sweep(entry.clockMillis());
    Command command = entry.command();
    if (command instanceof Command.Request request) {
      return outcomeOf(request, entry);
    }
    if (command instanceof Command.Replay replay) {
      return outcomeOf(replay, entry);
    }
    if (command instanceof Command.OpenSession) {
      sessions.open(new SessionId(entry.key()), entry.clockMillis());
    } else if (command instanceof Command.Diverged record) {
      keep(record.record(), entry.index());
    } else if (command instanceof Command.Drop drop) {
      diverged.remove(drop.key());
    }
    return Optional.of(Result.NOTHING);
  }

  private Optional<Result> outcomeOf(Command.Request request, Entry entry) {
    Optional<Session> known = sessions.find(request.session(), entry.clockMillis());
    if (!settings.rules().mayExecuteIn(known.isPresent())) {
      return Optional.of(new Result.SessionUnknown());
    }
    if (known.isEmpty()) {
      sessions.open(request.session(), entry.clockMillis());
      known = sessions.find(request.session(), entry.clockMillis());
    }
    Session session = known.orElseThrow();
    sessions.use(session, entry.clockMillis(), request.acknowledgedBelow());
    if (settings.rules().isRepeated(session.executed().contains(request.sequence()))) {
      return Optional.of(repeated(request, entry, session));
    }
    if (request.sequence() < session.acknowledgedBelow()) {
      return Optional.of(new Result.Superseded());
    }
    session.begin(request.sequence());
    diverged.removeOf(request.session(), request.sequence());
    return ask(entry, request.payload());
  }

  private Result repeated(Command.Request request, Entry entry, Session session) {
    long index = session.indexOf(request.sequence());
    if (index == 0) {
      return new Result.Superseded();
    }
    repetitions.note(entry, index);
    return session.resultOf(request.sequence());
  }

  private Optional<Result> outcomeOf(Command.Replay replay, Entry entry) {
    Optional<DivergedRecord> found = diverged.remove(replay.key());
    if (found.isEmpty()) {
      return Optional.of(Result.NOTHING);
    }
    DivergedRecord record = found.get();
    Optional<Session> session = sessions.find(record.session(), entry.clockMillis());
    if (isExecuted(record, session)) {
      return Optional.of(Result.NOTHING);
    }
    session.ifPresent(known -> known.begin(record.sequence()));
    diverged.markReplayed(record.session(), record.sequence());
    replays.put(entry.index(), record);
    return ask(entry, record.payload());
  }

  /** Whether this history has executed the request, or has it under way. */
  private boolean isExecuted(DivergedRecord record, Optional<Session> session) {
    return diverged.isReplayed(record.session(), record.sequence())
        || session.map(known -> known.surelyExecuted(record.sequence())).orElse(false);
  }

  private Optional<Result> ask(Entry entry, Bytes payload) {
    long seed = Digest.mix(Digest.mix(entry.index(), entry.clockMillis()), entry.epoch().number());
    batch.add(new Effect.Invocation(entry.index(), entry.clockMillis(), seed, payload));
    return Optional.empty();
  }

  private void keep(DivergedRecord record, long index) {
    if (isExecuted(record, sessions.find(record.session(), 0))
        || log.history().holds(record.key(), index - 1)
        || diverged.contains(record.key())
        || diverged.contains(record.session(), record.sequence())) {
      return;
    }
    for (DivergedRecord dropped : diverged.add(record)) {
      out.add(
          new Effect.Tell(
              events
                  .apply(EventType.DIVERGED_DROPPED)
                  .with("key", dropped.key().toString())
                  .with("session", dropped.session().toString())
                  .with("sequence", dropped.sequence())
                  .with("payload", dropped.payload().toString())));
    }
  }

  private void complete(List<Result> results) {
    int next = 0;
    for (Optional<Result> outcome : planned) {
      Entry entry = log.entryAt(executedIndex + 1);
      Result result = outcome.isPresent() ? outcome.get() : results.get(next++);
      if (outcome.isEmpty()) {
        empty = false;
        record(entry, result);
      }
      executedIndex = entry.index();
      log.setResult(executedIndex, result);
      trail.fold(executedIndex, Result.digest(entry.command().digest(0), result));
    }
    planned.clear();
  }

  private void record(Entry entry, Result result) {
    if (entry.command() instanceof Command.Request request) {
      Optional<Session> session = sessions.find(request.session(), entry.clockMillis());
      if (session.isPresent()) {
        sessions.record(session.get(), request.sequence(), entry.index(), result);
      }
    } else if (entry.command() instanceof Command.Replay) {
      recordReplay(entry, Objects.requireNonNull(replays.remove(entry.index())), result);
    }
  }

  private void recordReplay(Entry entry, DivergedRecord replayed, Result result) {
    sessions
        .find(replayed.session(), entry.clockMillis())
        .ifPresent(session -> sessions.record(session, replayed.sequence(), entry.index(), result));
    out.add(
        new Effect.Tell(
            events.apply(EventType.DIVERGED_REPLAYED).with("key", replayed.key().toString())));
  }

  /** Writes what belongs to the executed prefix; {@link #isIdle} must hold. */
  void write(EntryWriter writer) {
    writer.out().varint(executedIndex).i64(trail.last().value()).u8(empty ? 1 : 0);
    sessions.write(writer);
    diverged.write(writer);
  }

  /**
   * Takes over an executed prefix. The log holds what follows, and perhaps a part of the prefix.
   */
  void read(EntryReader reader) {
    planned.clear();
    batch.clear();
    replays.clear();
    paused = false;
    executedIndex = reader.natural();
    trail.reset(new Digest(executedIndex, reader.in().i64()));
    empty = reader.flag();
    sessions.read(reader);
    diverged.read(reader);
    repetitions.reset(sessions, executedIndex);
  }
}
