package dev.understudy.log;

import dev.understudy.group.Epoch;
import dev.understudy.group.Generation;
import dev.understudy.group.Incarnation;
import dev.understudy.group.ServerId;

/**
 * Writes entries and the values they consist of. An epoch or session equal to the one written
 * before takes one byte. {@link EntryReader} reads them back in the same order.
 */
public final class EntryWriter {

  static final int EMPTY = 1;
  static final int OPEN_SESSION = 2;
  static final int REQUEST = 3;
  static final int DIVERGED = 4;
  static final int REPLAY = 5;
  static final int DROP = 6;

  private final BytesWriter out;
  private Epoch lastEpoch = Epoch.NONE;
  private SessionId lastSession = new SessionId(EntryKey.NONE);

  public EntryWriter(BytesWriter out) {
    this.out = out;
  }

  public BytesWriter out() {
    return out;
  }

  public void server(ServerId server) {
    out.varint(server.number() + 1L);
  }

  public void incarnation(Incarnation incarnation) {
    out.i64(incarnation.startMillis()).i64(incarnation.random());
  }

  public void epoch(Epoch epoch) {
    if (epoch.equals(lastEpoch)) {
      out.u8(0);
      return;
    }
    out.u8(1);
    Generation generation = epoch.generation();
    out.varint(generation.number());
    if (generation.number() > 0) {
      out.i64(generation.random());
    }
    out.varint(epoch.number());
    server(epoch.owner());
    incarnation(epoch.incarnation());
    lastEpoch = epoch;
  }

  public void key(EntryKey key) {
    epoch(key.epoch());
    out.varint(key.index());
  }

  public void session(SessionId session) {
    if (session.equals(lastSession)) {
      out.u8(0);
    } else {
      out.u8(1);
      key(session.opened());
    }
    // the same object is what the next of the run is compared with
    lastSession = session;
  }

  public void history(EpochHistory history) {
    out.varint(history.spans().size());
    for (EpochHistory.Span span : history.spans()) {
      epoch(span.epoch());
      out.varint(span.firstIndex());
    }
  }

  public void entry(Entry entry) {
    out.varint(entry.index());
    epoch(entry.epoch());
    out.varint(entry.clockMillis());
    command(entry.command());
  }

  public void record(DivergedRecord record) {
    key(record.key());
    session(record.session());
    out.varint(record.sequence()).bytes(record.payload());
    result(record.result());
    server(record.server());
  }

  public void result(Result result) {
    out.u8(Result.kind(result));
    if (result instanceof Result.Returned returned) {
      out.bytes(returned.value());
    } else if (result instanceof Result.Threw threw) {
      out.text(threw.message());
    } else if (result instanceof Result.TooLarge tooLarge) {
      out.varint(tooLarge.length());
    }
  }

  private void command(Command command) {
    if (command instanceof Command.Request request) {
      out.u8(REQUEST);
      session(request.session());
      out.varint(request.sequence()).varint(request.acknowledgedBelow()).bytes(request.payload());
    } else if (command instanceof Command.Diverged diverged) {
      out.u8(DIVERGED);
      record(diverged.record());
    } else if (command instanceof Command.Replay replay) {
      out.u8(REPLAY);
      key(replay.key());
    } else if (command instanceof Command.Drop drop) {
      out.u8(DROP);
      key(drop.key());
    } else {
      out.u8(command instanceof Command.Empty ? EMPTY : OPEN_SESSION);
    }
  }
}
