package dev.understudy.member;

import dev.understudy.client.ClientAddress;
import dev.understudy.client.ClientMessage;
import dev.understudy.client.ClientReply;
import dev.understudy.client.Refusal;
import dev.understudy.log.Command;
import dev.understudy.log.Entry;
import dev.understudy.log.EntryKey;
import dev.understudy.log.Result;
import dev.understudy.log.SessionId;
import dev.understudy.session.Session;
import java.util.Optional;
import java.util.function.Function;

/**
 * Decides for each request that reaches a master whether it is new, a repetition, or refused
 * (protocol sections 4 and 8).
 */
final class RequestIntake {

  private final ServerState state;
  private final PendingReplies pending;
  private final Function<Command, Entry> append;

  /**
   * The intake of one mastership.
   *
   * @param append appends a command to the master's log
   */
  RequestIntake(ServerState state, PendingReplies pending, Function<Command, Entry> append) {
    this.state = state;
    this.pending = pending;
    this.append = append;
  }

  void open(ClientAddress client, ClientMessage.OpenSession open) {
    long clock = state.entryClock();
    if (state.execution().sessions().isFull(pending.opening(), clock) || isFull(0)) {
      state.out().reply(client, new ClientReply.OpenRefused(open.nonce(), Refusal.OVERLOADED));
    } else {
      pending.appended(
          append.apply(new Command.OpenSession()), new Waiters.Waiter(client, open.nonce()));
    }
  }

  void take(ClientAddress client, ClientMessage.Requests requests) {
    SessionId id = requests.session();
    Optional<Session> session = state.execution().sessions().find(id, state.clock());
    if (!state.rules().mayExecuteIn(session.isPresent() || isOpening(id))) {
      requests.calls().forEach(call -> refuse(client, id, call, Refusal.SESSION_EXPIRED));
      return;
    }
    boolean inOrder = isBeforeTaken(requests, session);
    long below = acknowledgedBelow(requests, session);
    Waiters.Waiter waiter = new Waiters.Waiter(client, 0);
    for (ClientMessage.Call call : requests.calls()) {
      Command.Request request =
          new Command.Request(id, call.sequence(), requests.acknowledgedBelow(), call.payload());
      Optional<Refusal> refusal = refusal(request, below);
      if (refusal.isPresent()) {
        refuse(client, id, call, refusal.get());
        inOrder = inOrder && !refusal.get().isTemporary();
      } else if (isRepeated(client, request, session)) {
        inOrder = true;
      } else if (!state.rules().mayTake(inOrder)) {
        refuse(client, id, call, Refusal.OUT_OF_ORDER);
      } else {
        pending.appended(append.apply(request), waiter);
      }
    }
  }

  /** Whether the request that goes before the first of these, if one does, was taken. */
  private boolean isBeforeTaken(ClientMessage.Requests requests, Optional<Session> session) {
    long before = requests.after();
    return before < requests.acknowledgedBelow()
        || pending.unexecuted(requests.session(), before) > 0
        || session.map(known -> known.executed().contains(before)).orElse(false);
  }

  /** The entry that opens it is in the log and not executed yet. */
  private boolean isOpening(SessionId id) {
    EntryKey opened = id.opened();
    return opened.index() > state.execution().executedIndex()
        && state.log().history().holds(opened, state.log().lastIndex());
  }

  /** All results below are the client's, as it said last. */
  private static long acknowledgedBelow(
      ClientMessage.Requests requests, Optional<Session> session) {
    long acknowledged = session.map(Session::acknowledgedBelow).orElse(0L);
    return Math.max(acknowledged, requests.acknowledgedBelow());
  }

  private Optional<Refusal> refusal(Command.Request request, long below) {
    if (request.payload().length() > state.limits().payloadBytes()) {
      return Optional.of(Refusal.TOO_LARGE);
    }
    if (request.sequence() < 0 || request.acknowledgedBelow() < 0) {
      return Optional.of(Refusal.INVALID);
    }
    if (request.sequence() < below) {
      return Optional.of(Refusal.INVALID);
    }
    boolean beyond = request.sequence() >= below + state.limits().sessionResults();
    return beyond || isFull(request.size()) ? Optional.of(Refusal.OVERLOADED) : Optional.empty();
  }

  /** Whether too much waits already: for its commit, or for the service. */
  private boolean isFull(int more) {
    long released = Math.min(state.commitIndex(), state.execution().executedIndex());
    return state.log().lastIndex() - released >= state.limits().uncommittedEntries()
        || pending.waitingBytes() + more > state.limits().uncommittedBytes();
  }

  private boolean isRepeated(
      ClientAddress client, Command.Request request, Optional<Session> session) {
    long unexecuted = pending.unexecuted(request.session(), request.sequence());
    if (unexecuted > 0) {
      pending.attach(unexecuted, client);
      return state.rules().isRepeated(true);
    }
    boolean executed = session.isPresent() && session.get().executed().contains(request.sequence());
    if (!state.rules().isRepeated(executed)) {
      return false;
    }
    long index = session.orElseThrow().indexOf(request.sequence());
    if (index > 0 && state.rules().mayReleaseRecorded(index, state.commitIndex())) {
      Result result = session.orElseThrow().resultOf(request.sequence());
      EntryKey key = new EntryKey(state.log().history().epochAt(index), index);
      state.out().reply(client, PendingReplies.replyTo(request, result, key));
    } else if (index > 0) {
      pending.attach(index, client);
    } else {
      // overtaken by more requests than the session keeps gaps for, or replayed without a result
      // that could be kept: the client is to take the outcome for unknown
      state
          .out()
          .reply(
              client,
              new ClientReply.Refused(
                  request.session(), request.sequence(), Refusal.SESSION_EXPIRED));
    }
    return true;
  }

  private void refuse(
      ClientAddress client, SessionId session, ClientMessage.Call call, Refusal refusal) {
    state.out().reply(client, new ClientReply.Refused(session, call.sequence(), refusal));
  }
}
