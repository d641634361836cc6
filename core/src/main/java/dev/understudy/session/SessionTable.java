package dev.understudy.session;

import dev.understudy.group.Limits;
import dev.understudy.log.BytesReader.MalformedException;
import dev.understudy.log.EntryKey;
import dev.understudy.log.EntryReader;
import dev.understudy.log.EntryWriter;
import dev.understudy.log.Result;
import dev.understudy.log.SessionId;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The open sessions of a group (protocol section 8). Replicated: changed only by entries, in log
 * order, by their clocks, so it is the same on every server that executed the same prefix.
 */
public final class SessionTable {

  private static final SessionId NO_SESSION = new SessionId(EntryKey.NONE);

  private final Limits limits;
  private final long expiryMillis;
  private final Map<SessionId, Session> sessions = new TreeMap<>();
  // requests come in runs of one session
  private SessionId lastId = NO_SESSION;
  private Optional<Session> last = Optional.empty();
  private long nextSweepMillis;
  // no session was used before; not replicated, as it only spares a search
  private long unusedSinceMillis;

  public SessionTable(Limits limits, long expiryMillis) {
    this.limits = limits;
    this.expiryMillis = expiryMillis;
  }

  public int size() {
    return sessions.size();
  }

  public boolean isFull() {
    return sessions.size() >= limits.sessions();
  }

  /**
   * Whether there is no room at {@code clockMillis} for another session besides {@code opening}
   * ones that are on their way. Those that have expired are in nobody's way.
   */
  public boolean isFull(int opening, long clockMillis) {
    return sessions.size() + opening >= limits.sessions()
        && countLive(clockMillis) + opening >= limits.sessions();
  }

  private int countLive(long clockMillis) {
    if (clockMillis - unusedSinceMillis <= expiryMillis) {
      return sessions.size();
    }
    int live = 0;
    long unusedSince = Long.MAX_VALUE;
    for (Session session : sessions.values()) {
      live += isExpired(session, clockMillis) ? 0 : 1;
      unusedSince = Math.min(unusedSince, session.lastUsedMillis());
    }
    unusedSinceMillis = sessions.isEmpty() ? 0 : unusedSince;
    return live;
  }

  /** The session, unless it is unknown or unused for too long at {@code clockMillis}. */
  public Optional<Session> find(SessionId id, long clockMillis) {
    if (!id.equals(lastId)) {
      Session session = sessions.get(id);
      if (session == null) {
        return Optional.empty();
      }
      last = Optional.of(session);
    }
    // the same object is what the next of the run is compared with
    lastId = id;
    return last.isPresent() && !isExpired(last.get(), clockMillis) ? last : Optional.empty();
  }

  /** To be called when sessions were removed, or put. */
  private void forgetLast() {
    lastId = NO_SESSION;
    last = Optional.empty();
  }

  /** Opens a session; where there are too many, the one unused for longest gives way. */
  public void open(SessionId id, long clockMillis) {
    forgetLast();
    if (isFull()) {
      Map.Entry<SessionId, Session> unused = sessions.entrySet().iterator().next();
      for (Map.Entry<SessionId, Session> entry : sessions.entrySet()) {
        if (entry.getValue().lastUsedMillis() < unused.getValue().lastUsedMillis()) {
          unused = entry;
        }
      }
      sessions.remove(unused.getKey());
    }
    sessions.put(id, new Session(limits.sessionResults(), limits.sessionGaps(), clockMillis));
  }

  public void use(Session session, long clockMillis, long acknowledgedBelow) {
    session.use(clockMillis, acknowledgedBelow);
  }

  public void record(Session session, long sequence, long index, Result result) {
    session.record(sequence, index, result);
  }

  /** Forgets expired sessions, from time to time. To be called with the clock of every entry. */
  public void sweep(long clockMillis) {
    if (clockMillis >= nextSweepMillis) {
      forgetLast();
      nextSweepMillis = clockMillis + expiryMillis / 8 + 1;
      sessions.values().removeIf(session -> isExpired(session, clockMillis));
    }
  }

  public void write(EntryWriter out) {
    out.out().varint(nextSweepMillis).varint(sessions.size());
    sessions.forEach(
        (id, session) -> {
          out.session(id);
          writeSession(out, session);
        });
  }

  public void read(EntryReader in) {
    sessions.clear();
    forgetLast();
    unusedSinceMillis = 0;
    nextSweepMillis = in.natural();
    int size = in.in().count(limits.sessions());
    for (int i = 0; i < size; i++) {
      SessionId id = in.session();
      sessions.put(id, readSession(in));
    }
  }

  private boolean isExpired(Session session, long clockMillis) {
    return clockMillis - session.lastUsedMillis() > expiryMillis;
  }

  private static void writeSession(EntryWriter out, Session session) {
    out.out().varint(session.lastUsedMillis()).varint(session.acknowledgedBelow());
    SequenceRanges executed = session.executed();
    out.out().varint(executed.closedBelow()).varint(executed.size());
    for (int i = 0; i < executed.size(); i++) {
      out.out().varint(executed.from(i)).varint(executed.to(i));
    }
    for (long i = session.acknowledgedBelow(); i < session.keptBelow(); i++) {
      long index = session.indexOf(i);
      if (index > 0) {
        out.out().varint(index).varint(i);
        out.result(session.resultOf(i));
      }
    }
    out.out().varint(0);
  }

  private Session readSession(EntryReader in) {
    long lastUsed = in.natural();
    long acknowledgedBelow = in.natural();
    Session session = new Session(limits.sessionResults(), limits.sessionGaps(), lastUsed);
    session.use(lastUsed, acknowledgedBelow);
    session.executed().closedBelow(in.natural());
    int ranges = in.in().count(limits.sessionGaps() + 1);
    for (int i = 0; i < ranges; i++) {
      readRange(in, session.executed());
    }
    for (long index = in.natural(); index > 0; index = in.natural()) {
      long sequence = in.natural();
      session.record(sequence, index, in.result());
    }
    return session;
  }

  private static void readRange(EntryReader in, SequenceRanges executed) {
    try {
      executed.addRange(in.natural(), in.natural());
    } catch (IllegalArgumentException e) {
      throw new MalformedException("executed sequences: " + e.getMessage());
    }
  }
}
