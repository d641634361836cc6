package dev.understudy.member;

import dev.understudy.log.Command;
import dev.understudy.log.Entry;
import dev.understudy.log.EntryKey;
import dev.understudy.log.Log;
import dev.understudy.session.Session;
import dev.understudy.session.SessionTable;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Which entries of the log repeat a request, and which entry executed it (protocol section 8): that
 * one is what the client is to be told, also when its session no longer knows.
 */
final class Repetitions {

  private final Log log;
  private final NavigableMap<Long, EntryKey> executedBy = new TreeMap<>();

  Repetitions(Log log) {
    this.log = log;
  }

  /** The entry that executed the request of {@code entry}: itself, unless it repeats one. */
  EntryKey executedBy(Entry entry) {
    return executedBy.isEmpty() ? entry.key() : executedBy.getOrDefault(entry.index(), entry.key());
  }

  /** {@code entry} asks for what the entry at {@code index} executed. */
  void note(Entry entry, long index) {
    executedBy.put(entry.index(), new EntryKey(log.history().epochAt(index), index));
  }

  /** Keeps what the log holds, and no more. */
  void forgetWhatTheLogGaveUp() {
    executedBy.headMap(log.firstIndex()).clear();
  }

  /** Begins anew with an adopted log, executed up to {@code executed}. */
  void reset(SessionTable sessions, long executed) {
    executedBy.clear();
    for (long i = log.firstIndex(); i <= Math.min(executed, log.lastIndex()); i++) {
      Entry entry = log.entryAt(i);
      if (entry.command() instanceof Command.Request request) {
        long index =
            sessions
                .find(request.session(), entry.clockMillis())
                .map((Session session) -> session.indexOf(request.sequence()))
                .orElse(0L);
        if (index > 0 && index < i) {
          note(entry, index);
        }
      }
    }
  }
}
