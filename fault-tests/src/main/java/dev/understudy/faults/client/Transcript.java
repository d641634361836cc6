package dev.understudy.faults.client;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Everything that one {@link ClientProcess} wrote to its standard output. Safe for use by several
 * threads.
 */
public final class Transcript {

  private final List<Recorded> calls = new ArrayList<>();
  private final Map<String, Optional<String>> values = new TreeMap<>();
  private final List<Remnant> remnants = new ArrayList<>();
  private Optional<Audit> audit = Optional.empty();
  private String auditFailure = "";
  private boolean ready;
  private boolean stopped;
  private long begun;
  private long skipped;
  private long thrown;
  private final Map<String, Long> lastAnswered = new TreeMap<>();
  private final Map<String, Integer> unexpected = new TreeMap<>();
  private long strange;

  /** A line. One that no client process writes is counted and dropped. */
  public synchronized void hear(String line) {
    try {
      hear(new JsonObject(line));
    } catch (DecodeException | ClassCastException | IllegalArgumentException e) {
      strange++;
    }
  }

  /** Whether it has joined the cluster and obeys orders. */
  public synchronized boolean isReady() {
    return ready;
  }

  /** Whether it has obeyed {@code stop}: every call that it began has ended. */
  public synchronized boolean isStopped() {
    return stopped;
  }

  /**
   * Whether every call that was begun is known. Not so for a process that ended, or was killed,
   * before it was told to stop: then values may be read that nobody seems to have written.
   */
  public synchronized boolean isComplete() {
    return stopped && strange == 0 && calls.size() == begun;
  }

  /** Calls in the order in which they ended. */
  public synchronized List<Recorded> calls() {
    return List.copyOf(calls);
  }

  /** Calls that were made; known once it has stopped. */
  public synchronized long begun() {
    return begun;
  }

  /** Calls to which a client threw something in place of an answer; known once it has stopped. */
  public synchronized long thrown() {
    return thrown;
  }

  /** Whether no call of the process has ended in any way. */
  public synchronized boolean isSilent() {
    return calls.isEmpty();
  }

  /** Clients of the process to which no call was answered that began after this moment. */
  public synchronized List<String> unansweredSince(long nanos) {
    return lastAnswered.entrySet().stream()
        .filter(last -> last.getValue() < nanos)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** What calls came to that none should come to, and how many did. */
  public synchronized Map<String, Integer> unexpected() {
    return new TreeMap<>(unexpected);
  }

  /** Calls that were due and not made: too many were under way, or the process stood. */
  public synchronized long skipped() {
    return skipped;
  }

  /** The last audit, once it is done. */
  public synchronized Optional<Audit> audit() {
    return audit;
  }

  /** Why the last audit failed, or what it found wrong besides values; empty if neither. */
  public synchronized String auditFailure() {
    return auditFailure;
  }

  private void hear(JsonObject line) {
    switch (line.getString("type", "")) {
      case Notes.READY -> ready = true;
      case Notes.CALL -> add(Recorded.of(line));
      case Notes.STOPPED -> {
        stopped = true;
        begun = line.getLong("begun", 0L);
        skipped = line.getLong("skipped", 0L);
        thrown = line.getLong("thrown", 0L);
      }
      case Notes.VALUE ->
          values.put(line.getString("key"), Optional.ofNullable(line.getString("value")));
      case Notes.REMNANT -> remnants.add(Remnant.of(line));
      case Notes.AUDITED -> {
        long from = line.getLong("from", 0L);
        audit = Optional.of(new Audit(from, line.getLong("to", 0L), values, remnants));
        auditFailure = line.getString("difference", "");
        clear();
      }
      case Notes.AUDIT_FAILED -> {
        auditFailure = line.getString("message", "");
        clear();
      }
      default -> strange++;
    }
  }

  private void add(Recorded call) {
    calls.add(call);
    lastAnswered.merge(call.client(), call.isOk() ? call.from() : Long.MIN_VALUE, Math::max);
    if (call.answer().isUnexpected()) {
      unexpected.merge(call.answer().code(), 1, Integer::sum);
    }
  }

  private void clear() {
    values.clear();
    remnants.clear();
  }
}
