package dev.understudy.member;

import dev.understudy.log.Bytes;
import dev.understudy.log.BytesReader;
import dev.understudy.log.BytesReader.MalformedException;
import dev.understudy.log.BytesWriter;
import dev.understudy.log.Entry;
import dev.understudy.log.EntryKey;
import dev.understudy.log.EntryReader;
import dev.understudy.log.EntryWriter;
import dev.understudy.log.EpochHistory;
import dev.understudy.log.Log;
import dev.understudy.log.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All of a server's state as one piece of bytes: what was executed (perhaps not committed), and the
 * log from the commit index on (protocol section 4 (+)), so that its new owner can compare and hand
 * over the uncommitted part as well as the old one could.
 */
final class StateImage {

  private static final int FORMAT = 1;

  private record Tail(Entry entry, Result result, boolean executed) {}

  private final long commitIndex;
  private final EntryKey before;
  private final long clockBefore;
  private final EpochHistory history;
  private final List<Tail> tail;
  private final Bytes execution;
  private final Bytes service;

  /** Reads the head; the service's state is what follows, unless it is given. */
  private StateImage(EntryReader in, Optional<Bytes> service) {
    if (in.in().u8() != FORMAT) {
      throw new MalformedException("a state image of another format");
    }
    commitIndex = in.natural();
    before = in.key();
    clockBefore = in.natural();
    history = in.history();
    tail = readTail(in);
    execution = in.in().bytes(in.in().remaining());
    this.service = service.orElseGet(() -> in.in().rest());
  }

  /** All of the state of an idle server but its service's, which is to be put behind it. */
  static Bytes head(ServerState state) {
    Log log = state.log();
    long executed = state.execution().executedIndex();
    // AVAILABLE: all that is held, so that the new owner too can hand it over when histories meet
    long start = log.firstIndex() - 1;
    if (state.isConsistent()) {
      start = Math.max(start, Math.min(state.commitIndex(), executed));
    }
    EntryWriter out = new EntryWriter(new BytesWriter(1024));
    out.out().u8(FORMAT).varint(state.commitIndex());
    out.key(new EntryKey(log.epochAt(start), start));
    boolean all = start == log.lastIndex();
    out.out().varint(all ? log.lastClock() : log.entryAt(start + 1).clockMillis());
    out.history(log.history().upTo(start));
    out.out().varint(log.lastIndex() - start);
    for (long index = start + 1; index <= log.lastIndex(); index++) {
      out.entry(log.entryAt(index));
      out.out().u8(index <= executed ? 1 : 0);
      out.result(log.resultAt(index));
    }
    EntryWriter executionOut = new EntryWriter(new BytesWriter(1024));
    state.execution().write(executionOut);
    return out.out().bytes(executionOut.out().toBytes()).toBytes();
  }

  /**
   * Reads an image.
   *
   * @throws MalformedException if it is none
   */
  static StateImage read(Bytes bytes) {
    StateImage whole = new StateImage(reader(bytes), Optional.empty());
    int headLength = bytes.length() - whole.service.length();
    // entries and results are kept for long, and would keep the array of all the state with them
    Bytes head = Bytes.of(bytes.slice(0, headLength).toArray());
    return new StateImage(reader(head), Optional.of(whole.service));
  }

  private static EntryReader reader(Bytes bytes) {
    return new EntryReader(new BytesReader(bytes), bytes.length());
  }

  Bytes service() {
    return service;
  }

  /** Replaces the state; the service has taken its part already. */
  void adopt(ServerState state) {
    Log log = state.log();
    log.reset(before, clockBefore, history);
    for (Tail next : tail) {
      log.append(next.entry);
      if (next.executed) {
        log.setResult(next.entry.index(), next.result);
      }
    }
    state.execution().read(new EntryReader(new BytesReader(execution), execution.length()));
    state.adopted(commitIndex);
  }

  private static List<Tail> readTail(EntryReader in) {
    int length = in.in().count(Integer.MAX_VALUE);
    List<Tail> tail = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      Entry entry = in.entry();
      boolean executed = in.flag();
      tail.add(new Tail(entry, in.result(), executed));
    }
    return tail;
  }
}
