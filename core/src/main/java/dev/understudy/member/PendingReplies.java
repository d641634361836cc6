package dev.understudy.member;

import dev.understudy.client.ClientAddress;
import dev.understudy.client.ClientReply;
import dev.understudy.client.Refusal;
import dev.understudy.log.Command;
import dev.understudy.log.Entry;
import dev.understudy.log.EntryKey;
import dev.understudy.log.Log;
import dev.understudy.log.Result;
import dev.understudy.log.SessionId;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Who waits for which entry of a master, and the release of results once they may be known
 * (protocol section 4, "only the release waits").
 */
final class PendingReplies {

  private final ServerState state;
  private final Waiters waiting;
  private final UnexecutedRequests unexecuted = new UnexecutedRequests();
  private final Deque<Long> opening = new ArrayDeque<>();
  private long releasedIndex;
  private long waitingBytes;

  PendingReplies(ServerState state) {
    this.state = state;
    // what is committed and not executed yet may be asked for again: it is still to be released
    this.releasedIndex = Math.min(state.commitIndex(), state.execution().executedIndex());
    this.waiting = new Waiters(releasedIndex + 1);
    Log log = state.log();
    for (long i = releasedIndex + 1; i <= log.lastIndex(); i++) {
      if (i > state.execution().executedIndex()) {
        noteUnexecuted(log.entryAt(i));
      } else if (log.holds(i)) {
        waitingBytes += bytesOf(log.entryAt(i));
      }
    }
  }

  /** Bytes of the entries that are not committed yet. */
  long waitingBytes() {
    return waitingBytes;
  }

  /** How many sessions the entries will open that are not executed yet. */
  int opening() {
    while (!opening.isEmpty() && opening.element() <= state.execution().executedIndex()) {
      opening.remove();
    }
    return opening.size();
  }

  /** The entry that will execute this request and has not yet; 0 if there is none. */
  long unexecuted(SessionId session, long sequence) {
    return unexecuted.get(session, sequence);
  }

  void appended(Entry entry, Waiters.Waiter waiter) {
    waiting.put(entry.index(), waiter);
    noteUnexecuted(entry);
  }

  /** A repeated request waits for the entry that has it already. */
  void attach(long index, ClientAddress client) {
    waiting.put(index, new Waiters.Waiter(client, 0));
  }

  private void noteUnexecuted(Entry entry) {
    waitingBytes += bytesOf(entry);
    if (entry.command() instanceof Command.Request request) {
      unexecuted.put(request.session(), request.sequence(), entry.index());
    } else if (entry.command() instanceof Command.OpenSession) {
      opening.add(entry.index());
    }
  }

  /** Replies to everybody whose entry is executed here and may be released. */
  void release() {
    Log log = state.log();
    long executed = state.execution().executedIndex();
    while (releasedIndex < executed
        && state.rules().mayRelease(releasedIndex + 1, state.commitIndex())) {
      releasedIndex++;
      Waiters.Waiter waiter = waiting.takeNext();
      if (!log.holds(releasedIndex)) {
        continue;
      }
      Entry entry = log.entryAt(releasedIndex);
      waitingBytes -= bytesOf(entry);
      if (entry.command() instanceof Command.Request request) {
        unexecuted.remove(request.session(), request.sequence());
      }
      if (!waiter.isNobody()) {
        reply(waiter, entry, log.resultAt(releasedIndex));
      }
    }
  }

  /** Only what clients ask for counts: the rest is as small as it is rare. */
  private static int bytesOf(Entry entry) {
    return entry.command() instanceof Command.Request ? entry.size() : 0;
  }

  private void reply(Waiters.Waiter waiter, Entry entry, Result result) {
    ClientReply reply;
    if (entry.command() instanceof Command.Request request) {
      reply = replyTo(request, result, state.execution().repetitions().executedBy(entry));
    } else {
      reply = new ClientReply.SessionOpened(waiter.nonce(), new SessionId(entry.key()));
    }
    state.out().reply(waiter.client(), reply);
  }

  /** What the client is told of a request with this result. */
  static ClientReply replyTo(Command.Request request, Result result, EntryKey key) {
    if (result instanceof Result.SessionUnknown) {
      return new ClientReply.Refused(
          request.session(), request.sequence(), Refusal.SESSION_EXPIRED);
    }
    if (result instanceof Result.Superseded) {
      // the client said before that it needs no answer to it
      return new ClientReply.Refused(request.session(), request.sequence(), Refusal.INVALID);
    }
    return new ClientReply.Done(request.session(), request.sequence(), result, key);
  }

  /** The mastership is over: everybody who waits is told to ask {@code whom}. */
  void abandon(ClientReply.NotMaster whom) {
    waiting.takeAll().forEach(client -> state.out().reply(client, whom));
  }
}
