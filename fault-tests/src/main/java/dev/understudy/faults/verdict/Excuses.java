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
 * is believed if the group told {@code possible-loss} afterwards, or if a server lost its memory
 * while it was cut off from the others.
 *
 * <p>Once all was well after its end, every server holds it. From then on it may be missing only if
 * all of them lost their memory before all was well again, and the group told {@code
 * possible-loss}.
 */
public final class Excuses {

  /**
   * A server's process ended, or was replaced.
   *
   * @param cutOff whether other servers may have been out of its reach for longer than it takes to
   *     go on without them
   */
  private record MemoryLoss(int server, long nanos, boolean cutOff) {}

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
   * @param cutOff whether other servers may have been out of its reach, or stopped, for so long
   *     that it, or they, went on without the other
   */
  public Excuses lostMemory(int server, long nanos, boolean cutOff) {
    memoryLosses.add(new MemoryLoss(server, nanos, cutOff));
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
    List<MemoryLoss> since = lostBetween(call.from(), until);
    boolean before =
        since.stream().anyMatch(loss -> loss.server() == master)
            && (since.stream().anyMatch(MemoryLoss::cutOff) || isLossTold(call.from(), until));
    return before || areAllForgetfulFrom(until);
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
