package dev.understudy.member;

import dev.understudy.log.EntryKey;
import dev.understudy.log.SessionId;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which entry will execute which request: those that are in the log and not released yet. A
 * session's sequences lie close together, and requests come in runs of one session.
 */
final class UnexecutedRequests {

  /** Of one session: the entry of a sequence, nearly always at its place in an array. */
  private static final class Sequences {
    private static final int SMALLEST = 16;
    private static final int SPARSE = 4;

    private long[] sequences = new long[SMALLEST];
    // 0 where there is none
    private long[] indexes = new long[SMALLEST];
    // those whose place is taken, by a client that leaves out many numbers
    private final Map<Long, Long> others = new TreeMap<>();
    private int size;

    private boolean isEmpty() {
      return size == 0 && others.isEmpty();
    }

    private int place(long sequence) {
      return (int) (sequence & (sequences.length - 1));
    }

    private long get(long sequence) {
      int place = place(sequence);
      if (sequences[place] == sequence && indexes[place] != 0) {
        return indexes[place];
      }
      return others.isEmpty() ? 0 : others.getOrDefault(sequence, 0L);
    }

    private void put(long sequence, long index) {
      while (isTaken(sequence) && size > sequences.length / SPARSE) {
        grow();
      }
      if (isTaken(sequence) || (!others.isEmpty() && others.containsKey(sequence))) {
        others.put(sequence, index);
        return;
      }
      int place = place(sequence);
      size += indexes[place] == 0 ? 1 : 0;
      sequences[place] = sequence;
      indexes[place] = index;
    }

    private boolean isTaken(long sequence) {
      int place = place(sequence);
      return indexes[place] != 0 && sequences[place] != sequence;
    }

    private void remove(long sequence) {
      int place = place(sequence);
      if (sequences[place] == sequence && indexes[place] != 0) {
        indexes[place] = 0;
        size--;
      } else if (!others.isEmpty()) {
        others.remove(sequence);
      }
    }

    /** No two share a place afterwards that did not before. */
    private void grow() {
      long[] oldSequences = sequences;
      long[] oldIndexes = indexes;
      sequences = new long[2 * oldSequences.length];
      indexes = new long[2 * oldIndexes.length];
      for (int i = 0; i < oldIndexes.length; i++) {
        if (oldIndexes[i] != 0) {
          sequences[place(oldSequences[i])] = oldSequences[i];
          indexes[place(oldSequences[i])] = oldIndexes[i];
        }
      }
    }
  }

  // those that have something, and the one that was asked for last
  private final Map<SessionId, Sequences> sessions = new TreeMap<>();
  private SessionId lastId = new SessionId(EntryKey.NONE);
  private Sequences last = new Sequences();

  /** Nothing is to be executed. */
  UnexecutedRequests() {
    sessions.put(lastId, last);
  }

  /** The entry that will execute this request; 0 if there is none. */
  long get(SessionId session, long sequence) {
    if (isLast(session)) {
      return last.get(sequence);
    }
    Sequences found = sessions.get(session);
    return found == null ? 0 : found.get(sequence);
  }

  void put(SessionId session, long sequence, long index) {
    choose(session);
    last.put(sequence, index);
  }

  void remove(SessionId session, long sequence) {
    choose(session);
    last.remove(sequence);
  }

  private void choose(SessionId session) {
    if (!isLast(session)) {
      if (last.isEmpty()) {
        sessions.remove(lastId);
      }
      last = sessions.computeIfAbsent(session, id -> new Sequences());
    }
    // the same object is what the next of the run is compared with
    lastId = session;
  }

  private boolean isLast(SessionId session) {
    return session.equals(lastId);
  }
}
