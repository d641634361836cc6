package dev.understudy.wire.tracing;

import dev.understudy.log.SessionId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The stages at one client or server that have begun and are not over. Bounded: what is begun for
 * longest gives way, untold. To be used on one context.
 */
public final class OpenSpans {

  /** Stages that are open at once, of requests that are sampled. */
  public static final int MOST = 4_096;

  /** In place of a server's number. */
  public static final int CLIENT = -1;

  private static final long NANOS_PER_MILLI = 1_000_000;

  private record Key(Stage stage, SessionId session, long sequence) {}

  private record Open(RequestTrace trace, String parentId, long startNanos) {}

  private final RequestTracer tracer;
  private final String group;
  private final int server;
  private final long clockNanos = System.currentTimeMillis() * NANOS_PER_MILLI - System.nanoTime();
  private final Map<Key, Open> open = new LinkedHashMap<>();

  /**
   * None is open.
   *
   * @param server {@link #CLIENT} at a client
   */
  public OpenSpans(RequestTracer tracer, String group, int server) {
    this.tracer = tracer;
    this.group = group;
    this.server = server;
  }

  /** The client begins. */
  public void beginRequest(SessionId session, long sequence) {
    begin(Stage.REQUEST, session, sequence, trace -> "");
  }

  /** The master begins, for the client. */
  public void beginMaster(SessionId session, long sequence) {
    begin(Stage.MASTER, session, sequence, trace -> trace.spanId(Stage.REQUEST, CLIENT));
  }

  /**
   * A backup begins, for that master.
   *
   * @return whether it is open: not every request is sampled
   */
  public boolean beginBackup(SessionId session, long sequence, int master) {
    return begin(Stage.BACKUP, session, sequence, trace -> trace.spanId(Stage.MASTER, master));
  }

  /** The master begins to wait for its backups. */
  public void beginRelease(SessionId session, long sequence) {
    begin(Stage.RELEASE, session, sequence, trace -> trace.spanId(Stage.MASTER, server));
  }

  /** A stage is over, if it was open. */
  public void end(Stage stage, SessionId session, long sequence) {
    Open ended = open.remove(new Key(stage, session, sequence));
    if (ended != null) {
      tracer.ended(
          new RequestSpan(
              ended.trace(),
              stage,
              group,
              server,
              ended.parentId(),
              sequence,
              ended.startNanos(),
              clockNanos + System.nanoTime()));
    }
  }

  /** A stage that goes on already has begun when it began. */
  private boolean begin(
      Stage stage, SessionId session, long sequence, Function<RequestTrace, String> parent) {
    if (!RequestTrace.isSampled(session, sequence, tracer.ratio())) {
      return false;
    }
    Key key = new Key(stage, session, sequence);
    if (!open.containsKey(key)) {
      if (open.size() == MOST) {
        open.remove(open.keySet().iterator().next());
      }
      RequestTrace trace = RequestTrace.of(group, session, sequence);
      open.put(key, new Open(trace, parent.apply(trace), clockNanos + System.nanoTime()));
    }
    return true;
  }
}
