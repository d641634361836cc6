package dev.understudy.faults.plan;

import dev.understudy.faults.report.MasterSpan;
import dev.understudy.faults.report.Moment;
import dev.understudy.faults.verdict.Excuses;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * What the servers say of themselves while a plan is played: each on its own standard output, so
 * that it is heard whatever the network does. Safe for use by several threads.
 */
public final class Chronicle {

  /** The observer found all well, with so many servers. */
  private record Look(long nanos, int servers) {}

  private record Reign(int server, long epoch, long fromNanos) {}

  private final Map<Integer, Reign> reigns = new TreeMap<>();
  private final List<MasterSpan> ended = new ArrayList<>();
  private final List<Look> consistent = new ArrayList<>();
  private final List<String> events = new ArrayList<>();
  private final Excuses excuses = new Excuses();
  private final Alarms alarms = new Alarms();
  private OptionalInt lastMaster = OptionalInt.empty();

  /** The first of the looks up to the last one that all found it well, with the same master. */
  private long steadyFrom = Long.MAX_VALUE;

  private long lastLook = Long.MIN_VALUE;
  private int steadyMaster;

  /** A line of the process of some servers, which tells every event that it hears of. */
  synchronized void hear(List<Integer> servers, String line) {
    long nanos = System.nanoTime();
    JsonObject event;
    try {
      event = new JsonObject(line);
    } catch (DecodeException e) {
      return;
    }
    excuses.hear(event, nanos);
    int server = event.getInteger("server", -1);
    if (!servers.contains(server)) {
      return;
    }
    String type = event.getString("type", "");
    alarms.hear(event);
    if (!type.equals("check-completed")) {
      events.add(nanos + " " + line);
    }
    switch (type) {
      case "master-elected" -> begin(server, number(event.getString("epoch", "")), nanos);
      case "master-stepped-down", "server-left", "server-terminated" -> end(server, nanos);
      default -> {
        // says nothing about who is master
      }
    }
  }

  /** The process of a server has ended in good order. */
  synchronized void left(int server) {
    end(server, System.nanoTime());
  }

  /** The process of a server has ended, and nobody let it. */
  synchronized void ended(int server) {
    long nanos = System.nanoTime();
    end(server, nanos);
    excuses.lostMemory(server, nanos);
  }

  /** From now on something keeps servers from each other, until all is well again. */
  public synchronized void hindered() {
    excuses.hindered(System.nanoTime());
  }

  /** At this moment no server remembers anything. */
  synchronized void forgotten() {
    excuses.lostAllMemory(System.nanoTime());
  }

  /** Before this moment all was well, and these servers were in sync; no fault had come lately. */
  synchronized void settled(long nanos, List<Integer> servers) {
    excuses.settled(nanos, servers);
  }

  /** The observer looked; {@code master} is whom it saw, 0 if nobody. */
  synchronized void looked(boolean well, long nanos, int master, int servers) {
    if (!well) {
      steadyFrom = Long.MAX_VALUE;
    } else if (steadyFrom == Long.MAX_VALUE || master != steadyMaster) {
      steadyFrom = nanos;
    }
    steadyMaster = master;
    lastLook = nanos;
    if (well) {
      consistent.add(new Look(nanos, servers));
      lastMaster = master == 0 ? lastMaster : OptionalInt.of(master);
    }
  }

  /** Whether the cluster was seen well since then, with so many servers at least. */
  synchronized boolean isWellSince(long nanos, int servers) {
    return consistent.stream().anyMatch(look -> look.nanos() >= nanos && look.servers() >= servers);
  }

  /**
   * Whether each look of at least so long found all well, with one and the same master, and the
   * last of them was after {@code nanos}.
   */
  synchronized boolean isSteadySince(long nanos, Duration length) {
    return lastLook >= nanos
        && steadyFrom != Long.MAX_VALUE
        && lastLook - steadyFrom >= length.toNanos();
  }

  /**
   * The server that was seen as master when all was well, or said since that it is: a server may
   * have been elected before it could be heard.
   */
  synchronized OptionalInt master() {
    return lastMaster;
  }

  /** What the group said that may be missing. */
  public synchronized Excuses excuses() {
    return excuses;
  }

  /** What servers told that nothing explains. */
  synchronized List<String> complaints() {
    return alarms.complaints();
  }

  /** What they told that may be, and should be known. */
  synchronized List<String> remarks() {
    return alarms.remarks();
  }

  /** All events but checks, in the order in which they were heard. */
  synchronized List<String> events() {
    return List.copyOf(events);
  }

  /** When all was seen well. */
  public synchronized List<Moment> consistent() {
    return consistent.stream().map(look -> new Moment(look.nanos())).toList();
  }

  /** Who was master when; those who still are, until now. */
  public synchronized List<MasterSpan> masters() {
    long now = System.nanoTime();
    List<MasterSpan> all = new ArrayList<>(ended);
    reigns.values().forEach(reign -> all.add(span(reign, now)));
    return all;
  }

  /** How many servers hold themselves for the master now. */
  synchronized int reigning() {
    return reigns.size();
  }

  private void begin(int server, long epoch, long nanos) {
    end(server, nanos);
    reigns.put(server, new Reign(server, epoch, nanos));
    lastMaster = OptionalInt.of(server);
  }

  private void end(int server, long nanos) {
    Reign reign = reigns.remove(server);
    if (reign != null) {
      ended.add(span(reign, nanos));
    }
  }

  private static MasterSpan span(Reign reign, long nanos) {
    return new MasterSpan("server " + reign.server(), reign.epoch(), reign.fromNanos(), nanos);
  }

  /** Of an epoch like {@code 5/1}, or {@code g2:5/1}. */
  private static long number(String epoch) {
    String number = epoch.substring(epoch.indexOf(':') + 1).split("/", -1)[0];
    return number.isEmpty() ? 0 : Long.parseLong(number);
  }
}
