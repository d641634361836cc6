package dev.understudy.faults.verdict;

import dev.understudy.faults.client.Recorded;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Why an AVAILABLE group may lack a request that it acknowledged (protocol section 2, promise 3).
 *
 * <p>A server that acknowledged a request holds it. As long as it keeps its memory, the request has
 * to be found, unless the group itself said that it gave up that very record, or as many as are
 * missing. If it lost its memory, a backup in sync has to have the request; that none was in sync
 * is believed if the group told {@code possible-loss} afterwards, and if something had kept servers
 * from each other since all was well, or another one had lost its memory too: the end of one server
 * loses nothing.
 *
 * <p>Once all was well after its end, every server holds it. From then on it may be missing only if
 * all of them lost their memory before all was well again, and the group told {@code
 * possible-loss}.
 */
public final class Excuses {

  /** A server's process ended, or was replaced. */
  private record MemoryLoss(int server, long nanos) {}

  /**
   * Two histories became one again.
   *
   * @param fork the last entry that both had
   */
  private record Divergence(long fork, long nanos) {}

  /** One master, and all others in sync, so that these servers have all that was acknowledged. */
  private record Settled(long nanos, Set<Integer> servers) {}

  private final List<MemoryLoss> memoryLosses = new ArrayList<>();
  private final List<Long> forgotten = new ArrayList<>();
  private final List<Long> hindrances = new ArrayList<>();
  private final List<Long> possibleLosses = new ArrayList<>();
  private final List<Divergence> divergences = new ArrayList<>();
  private final List<Settled> settled = new ArrayList<>();
  private final Set<String> events = new TreeSet<>();
  private final Set<String> droppedPlaces = new TreeSet<>();
  private final Set<String> droppedNames = new TreeSet<>();
  private long unnamed;

  /** No excuses: nothing may be missing. */
  public static Excuses none() {
    return new Excuses();
  }

  /**
   * Takes note of an event of the group; one that is no excuse, or was heard already from another
   * server, is ignored.
   *
   * @param event as it is published on {@code understudy.events}
   * @param nanos when it was heard, a reading of {@link System#nanoTime}
   */
  public Excuses hear(JsonObject event, long nanos) {
    if (!events.add(event.encode())) {
      return this;
    }
    switch (event.getString("type", "")) {
      case "possible-loss" -> possibleLosses.add(nanos);
      case "diverged-dropped" -> dropped(event);
      case "diverged" -> divergences.add(new Divergence(event.getLong("fork", 0L), nanos));
      default -> {
        // no excuse
      }
    }
    return this;
  }

  /**
   * A server's process ended, by a fault or by itself, and not in good order.
   *
   * @param nanos when, a reading of {@link System#nanoTime}
   */
  public Excuses lostMemory(int server, long nanos) {
    memoryLosses.add(new MemoryLoss(server, nanos));
    return this;
  }

  /**
   * From this moment on servers may be out of each other's reach, stopped, or so slow that the
   * others go on without them, until all is well again.
   *
   * @param nanos when, a reading of {@link System#nanoTime}
   */
  public Excuses hindered(long nanos) {
    hindrances.add(nanos);
    return this;
  }

  /**
   * No server had any memory at this moment: the group begins anew, and has to say that something
   * may be lost.
   *
   * @param nanos when, a reading of {@link System#nanoTime}
   */
  public Excuses lostAllMemory(long nanos) {
    forgotten.add(nanos);
    return this;
  }

  /**
   * All was well at this moment, after a while without faults.
   *
   * @param nanos a reading of {@link System#nanoTime}, not before any that was given earlier
   * @param servers all that had to be in sync
   */
  public Excuses settled(long nanos, Collection<Integer> servers) {
    settled.add(new Settled(nanos, Set.copyOf(servers)));
    return this;
  }

  /** Whether all was well at some moment between these two. */
  boolean wasSettledBetween(long from, long to) {
    return settled.stream().anyMatch(one -> one.nanos() >= from && one.nanos() <= to);
  }

  /** Whether this acknowledged request may be missing. */
  boolean cover(Recorded call) {
    return isDropped(call) || isForgotten(call);
  }

  /**
   * Whether two masters may have executed this request, each in its own history: its client asked
   * one, heard nothing, and asked the other. Then only one result was told, and perhaps that of the
   * history that ended. They had parted before its place, and were not one again before it began.
   */
  boolean haveTwoHistories(Recorded call) {
    return divergences.stream()
        .anyMatch(one -> one.nanos() >= call.from() && one.fork() < call.answer().index());
  }

  /**
   * In how many histories but one a request may have been executed, at most. None if it was sent to
   * one server only; else in each that ended, by a merge or with the memory of its server, before
   * all was well after the call.
   */
  long otherHistories(Recorded call) {
    if (call.answer().sends().orElse(2) < 2) {
      return 0;
    }
    long until = settledAfter(call);
    long index = call.isOk() ? call.answer().index() : Long.MAX_VALUE;
    long merged =
        divergences.stream()
            .filter(one -> one.nanos() >= call.from() && one.nanos() <= until)
            .filter(one -> one.fork() < index)
            .count();
    return merged + lostBetween(call.from(), until).size();
  }

  /** How often the group had begun anew, with nothing, before a call ended. */
  long beginnings(Recorded call) {
    return forgotten.stream().filter(nanos -> nanos < call.to()).count();
  }

  /** Entries that were given up without a name. */
  long unnamed() {
    return unnamed;
  }

  private boolean isDropped(Recorded call) {
    return droppedPlaces.contains(call.answer().epoch() + "@" + call.answer().index())
        || droppedNames.contains(call.key());
  }

  private boolean isForgotten(Recorded call) {
    int master = call.master().orElse(-1);
    long until = settledAfter(call);
    boolean before =
        isLossTold(call.from(), until)
            && lostBetween(call.from(), until).stream()
                .filter(loss -> loss.server() == master)
                .anyMatch(loss -> mayHaveBeenAlone(loss, settledBefore(call), until));
    return before || areAllForgetfulFrom(until);
  }

  /** Whether no server may have been left that was in sync with one that lost its memory. */
  private boolean mayHaveBeenAlone(MemoryLoss loss, long since, long until) {
    return hindrances.stream().anyMatch(nanos -> nanos >= since && nanos <= loss.nanos())
        || forgotten.stream().anyMatch(nanos -> nanos >= since && nanos <= until)
        || lostBetween(since, until).stream().anyMatch(other -> other.server() != loss.server());
  }

  /** When all was well for the last time before a call; for ever, if it never was. */
  private long settledBefore(Recorded call) {
    return settled.stream()
        .mapToLong(Settled::nanos)
        .filter(one -> one <= call.from())
        .max()
        .orElse(Long.MIN_VALUE);
  }

  /** When all was well for the first time after a call; never, if it was not. */
  private long settledAfter(Recorded call) {
    return settledFrom(call.to());
  }

  private long settledFrom(long nanos) {
    return settled.stream()
        .mapToLong(Settled::nanos)
        .filter(one -> one >= nanos)
        .findFirst()
        .orElse(Long.MAX_VALUE);
  }

  /** Whether all servers lost their memory between two moments from this one on. */
  private boolean areAllForgetfulFrom(long nanos) {
    for (Settled one : settled) {
      long next = settledFrom(one.nanos() + 1);
      Set<Integer> forgetful = new TreeSet<>();
      lostBetween(one.nanos(), next).forEach(loss -> forgetful.add(loss.server()));
      if (one.nanos() >= nanos
          && forgetful.containsAll(one.servers())
          && isLossTold(one.nanos(), next)) {
        return true;
      }
    }
    return false;
  }

  private List<MemoryLoss> lostBetween(long from, long to) {
    return memoryLosses.stream().filter(one -> one.nanos() >= from && one.nanos() <= to).toList();
  }

  private boolean isLossTold(long from, long to) {
    return possibleLosses.stream().anyMatch(nanos -> nanos >= from && nanos <= to);
  }

  private void dropped(JsonObject event) {
    String place = event.getString("key", "");
    if (place.isEmpty()) {
      unnamed += event.getLong("entries", 0L);
      return;
    }
    droppedPlaces.add(place);
    try {
      // of a longer payload only the length is told
      String name = new JsonObject(event.getString("payload", "")).getString("name", "");
      droppedNames.add(name);
    } catch (DecodeException e) {
      return;
    }
  }
}
