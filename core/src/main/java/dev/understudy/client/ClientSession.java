package dev.understudy.client;

import dev.understudy.log.Bytes;
import dev.understudy.registry.Answer;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A client of one group (protocol sections 4, 5 and 8): finds the master, opens a session, and
 * repeats calls under their session and sequence until they are answered. Pure: inputs in, effects
 * out.
 *
 * <p>Guarantees: each call and query ends in exactly one effect, at the tick after its deadline at
 * the latest; a call takes effect at most once, and exactly once if it is completed; everything is
 * bounded; nothing is sent twice without a pause or a new master in between.
 */
public final class ClientSession {

  private final ClientLimits limits;
  private final Outbox out = new Outbox();
  private final MasterFinder finder;
  private final KnownServers servers;
  private final SessionOpening session;
  private final CallWindow calls;
  private final NamedCalls named;
  private final OpenQueries queries;
  private final ClientInput.Recipient inbox = new Inbox();
  private final ClientReply.Recipient replies = new Replies();
  private boolean started;
  private long nowMillis;
  private long submitted;
  private boolean closed;

  public ClientSession(ClientSettings settings) {
    ClientTimings timings = settings.timings();
    limits = settings.limits();
    SplittableRandom chance = new SplittableRandom(settings.seed());
    Backoffs backoffs = new Backoffs(chance);
    finder = new MasterFinder(settings, backoffs, out);
    servers = new KnownServers(settings, resend(timings, backoffs), chance.nextInt(1 << 20), out);
    session =
        new SessionOpening(
            resend(timings, backoffs),
            refusal(timings, backoffs),
            timings.sessionIdle(),
            chance.nextLong());
    calls = new CallWindow(limits, resend(timings, backoffs), refusal(timings, backoffs), out);
    queries = new OpenQueries(window(timings, backoffs), window(timings, backoffs), out);
    SplittableRandom own = new SplittableRandom(~settings.seed());
    Backoffs pauses = new Backoffs(own);
    named = new NamedCalls(window(timings, pauses), window(timings, pauses), own.nextLong(), out);
  }

  private SendWindow window(ClientTimings timings, Backoffs backoffs) {
    return new SendWindow(
        limits.pending(), limits, resend(timings, backoffs), refusal(timings, backoffs));
  }

  private static Backoff resend(ClientTimings timings, Backoffs backoffs) {
    return backoffs.between(timings.resend(), timings.resendMost());
  }

  private static Backoff refusal(ClientTimings timings, Backoffs backoffs) {
    return backoffs.between(timings.refusal(), timings.refusalMost());
  }

  public List<ClientEffect> step(ClientInput input) {
    input.deliver(inbox);
    if (!closed) {
      finder.pursue(nowMillis, wantsMaster());
      if (!queries.stale().isEmpty()) {
        servers.pursue(nowMillis);
      }
    }
    return out.take();
  }

  /** Whether {@link ClientInput.Flush} is to be given at the end of the adapter's turn. */
  public boolean wantsFlush() {
    if (closed) {
      return false;
    }
    boolean forMaster =
        opensSession()
            || (session.isOpen() && calls.window().hasDue(nowMillis))
            || named.hasDue(nowMillis)
            || queries.linearizable().hasDue(nowMillis);
    return (forMaster && finder.isReachable(nowMillis)) || sendsStale();
  }

  /** When a tick is due at the latest; {@link Long#MAX_VALUE} if nothing waits for one. */
  public long deadlineMillis() {
    if (closed) {
      return Long.MAX_VALUE;
    }
    long next = finder.deadlineMillis(nowMillis);
    next = Math.min(next, calls.window().deadlineMillis(nowMillis));
    next = Math.min(next, named.deadlineMillis(nowMillis));
    next = Math.min(next, queries.deadlineMillis(nowMillis));
    if (needsSession() && session.deadlineMillis() > nowMillis) {
      next = Math.min(next, session.deadlineMillis());
    }
    return queries.stale().isEmpty() ? next : Math.min(next, servers.deadlineMillis());
  }

  public ClientView view() {
    return new ClientView(
        finder.master(),
        finder.epoch(),
        session.isOpen(),
        calls.window().waiting(),
        calls.window().inFlight(),
        queries.size());
  }

  private boolean wantsMaster() {
    return !calls.window().isEmpty()
        || !named.isEmpty()
        || !queries.linearizable().isEmpty()
        || (!queries.stale().isEmpty() && servers.isEmpty());
  }

  /** While no other server is known, the master answers stale queries too. */
  private boolean isForMaster(long queryId) {
    return OpenQueries.isLinearizable(queryId) || servers.isEmpty();
  }

  private boolean needsSession() {
    return !session.isOpen() && !calls.window().isEmpty();
  }

  private boolean opensSession() {
    return needsSession() && session.isDue(nowMillis);
  }

  private boolean sendsStale() {
    return queries.stale().hasDue(nowMillis)
        && (!servers.isEmpty() || finder.isReachable(nowMillis));
  }

  private boolean awaitsMaster() {
    return calls.window().awaitsAnswers()
        || named.awaitsAnswers()
        || queries.linearizable().awaitsAnswers()
        || (servers.isEmpty() && queries.stale().awaitsAnswers())
        || session.awaitsAnswer();
  }

  private void answeredByMaster() {
    finder.answered(nowMillis, awaitsMaster());
  }

  /** Another mastership is followed: what was sent in the one before is void. */
  private void masterChanged() {
    calls.window().resendAll();
    named.resendAll();
    queries.linearizable().resendAll();
    if (servers.isEmpty()) {
      queries.stale().resendAll();
    }
    session.masterChanged();
  }

  private void expire() {
    ClientFailure unsent = ClientFailure.DEADLINE_EXCEEDED;
    if (finder.isLost()) {
      unsent = ClientFailure.NO_MASTER;
    } else if (session.isOpen() || session.isRefused()) {
      unsent = ClientFailure.OVERLOADED;
    }
    calls.expire(nowMillis, unsent);
    ClientFailure unasked =
        finder.isLost() ? ClientFailure.NO_MASTER : ClientFailure.DEADLINE_EXCEEDED;
    named.expire(nowMillis, unasked);
    queries.expire(nowMillis, unasked);
  }

  private void sendToMaster() {
    if (session.isIdle(nowMillis) && calls.window().inFlight() == 0) {
      session.end();
      calls.sessionExpired();
    }
    if (opensSession()) {
      out.send(finder.master(), session.open(nowMillis));
    }
    session
        .session()
        .filter(open -> calls.window().hasDue(nowMillis))
        .ifPresent(
            open -> {
              calls.send(finder.master(), open, nowMillis);
              session.used(nowMillis);
            });
    named.send(finder.master(), nowMillis);
    queries.send(finder.master(), nowMillis);
  }

  /** Returns whether it was taken; otherwise it has failed. */
  private boolean offer(SendWindow window, Pending pending) {
    if (closed) {
      out.failed(pending.callId(), ClientFailure.CLOSED);
    } else if (pending.payload().length() > limits.payloadBytes()) {
      out.failed(pending.callId(), ClientFailure.TOO_LARGE);
    } else if (pending.deadlineMillis() <= nowMillis) {
      out.failed(pending.callId(), ClientFailure.DEADLINE_EXCEEDED);
    } else if (!window.offer(pending)) {
      out.failed(pending.callId(), ClientFailure.OVERLOADED);
    } else {
      return true;
    }
    return false;
  }

  private final class Inbox implements ClientInput.Recipient {
    @Override
    public void onTick(ClientInput.Tick tick) {
      nowMillis = started ? Math.max(nowMillis, tick.nowMillis()) : tick.nowMillis();
      started = true;
      finder.tick(nowMillis);
      expire();
      calls.window().tick(nowMillis);
      named.tick(nowMillis);
      queries.tick(nowMillis);
    }

    @Override
    public void onFlush(ClientInput.Flush flush) {
      if (closed) {
        return;
      }
      if (finder.isReachable(nowMillis)) {
        sendToMaster();
      }
      if (sendsStale()) {
        queries.sendStale(servers, finder.master(), nowMillis);
      }
      if (finder.isReachable(nowMillis) && awaitsMaster()) {
        finder.sent(nowMillis);
      }
    }

    @Override
    public void onSubmit(ClientInput.Submit submit) {
      offer(
          calls.window(),
          new Pending(submitted++, submit.callId(), submit.payload(), submit.deadlineMillis()));
    }

    @Override
    public void onSubmitNamed(ClientInput.SubmitNamed submit) {
      Bytes payload = submit.call().payload();
      Pending pending = new Pending(submitted++, submit.callId(), payload, submit.deadlineMillis());
      if (offer(named.calls(), pending)) {
        named.name(pending, submit.call());
      }
    }

    @Override
    public void onOpenSession(ClientInput.OpenSession open) {
      offer(
          named.opens(),
          new Pending(submitted++, open.callId(), Bytes.EMPTY, open.deadlineMillis()));
    }

    @Override
    public void onQuery(ClientInput.Query query) {
      offer(
          queries.linearizable(),
          new Pending(submitted++, query.callId(), query.payload(), query.deadlineMillis()));
    }

    @Override
    public void onStaleQuery(ClientInput.StaleQuery query) {
      offer(
          queries.stale(),
          new Pending(submitted++, query.callId(), query.payload(), query.deadlineMillis()));
    }

    @Override
    public void onReplied(ClientInput.Replied replied) {
      if (!closed) {
        replied.replies().forEach(reply -> reply.deliver(replies));
      }
    }

    @Override
    public void onAnnounced(ClientInput.Announced announced) {
      if (finder.announced(announced.server(), announced.epoch(), nowMillis)) {
        masterChanged();
      }
    }

    @Override
    public void onNameServerAnswered(ClientInput.NameServerAnswered answered) {
      if (answered.answer() instanceof Answer.MasterIs masterIs) {
        if (finder.lookedUp(answered.questionId(), masterIs, nowMillis)) {
          masterChanged();
        }
      } else if (answered.answer() instanceof Answer.RosterIs roster) {
        servers.learned(roster, nowMillis);
      }
    }

    @Override
    public void onClose(ClientInput.Close close) {
      closed = true;
      calls.close();
      named.close();
      queries.close();
    }
  }

  private final class Replies implements ClientReply.Recipient {
    @Override
    public void onSessionOpened(ClientReply.SessionOpened reply) {
      if (session.opened(reply, nowMillis) || named.opened(reply)) {
        answeredByMaster();
      }
    }

    @Override
    public void onOpenRefused(ClientReply.OpenRefused reply) {
      if (session.refused(reply, nowMillis) || named.refused(reply, nowMillis)) {
        answeredByMaster();
      }
    }

    @Override
    public void onDone(ClientReply.Done reply) {
      if (session.is(reply.session()) && calls.done(reply)) {
        session.used(nowMillis);
        answeredByMaster();
      } else if (named.done(reply)) {
        answeredByMaster();
      }
    }

    @Override
    public void onRefused(ClientReply.Refused reply) {
      if (!session.is(reply.session())) {
        if (named.refused(reply, nowMillis)) {
          answeredByMaster();
        }
        return;
      }
      if (reply.refusal() == Refusal.SESSION_EXPIRED) {
        session.end();
        calls.sessionExpired();
      } else {
        calls.refused(reply, nowMillis);
      }
      answeredByMaster();
    }

    @Override
    public void onQueryDone(ClientReply.QueryDone reply) {
      if (queries.done(reply) && isForMaster(reply.queryId())) {
        answeredByMaster();
      }
    }

    @Override
    public void onQueryRefused(ClientReply.QueryRefused reply) {
      if (queries.refused(reply, nowMillis) && isForMaster(reply.queryId())) {
        answeredByMaster();
      }
    }

    @Override
    public void onNotMaster(ClientReply.NotMaster reply) {
      if (reply.master().isNone()) {
        finder.denied(reply.epoch(), nowMillis);
      } else if (finder.hinted(reply.master(), reply.epoch(), nowMillis)) {
        masterChanged();
      }
    }
  }
}
