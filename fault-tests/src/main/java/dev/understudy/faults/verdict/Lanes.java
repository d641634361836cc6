package dev.understudy.faults.verdict;

import dev.understudy.faults.client.Recorded;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** Calls in lanes, one or more for a client, so that none covers another. */
final class Lanes {

  /** One line of the picture. */
  static final class Lane {

    private final List<Recorded> calls = new ArrayList<>();
    private long busyUntil = Long.MIN_VALUE;

    List<Recorded> calls() {
      return calls;
    }
  }

  private final Map<String, List<Lane>> byClient = new TreeMap<>();

  /**
   * @param calls in the order in which they began
   * @param room nanoseconds that a call takes up at least, so that there is room for its label
   */
  Lanes(List<Recorded> calls, ToLongFunction<Recorded> room) {
    for (Recorded call : calls) {
      List<Lane> lanes = byClient.computeIfAbsent(call.client(), client -> new ArrayList<>());
      Lane lane =
          lanes.stream().filter(free -> free.busyUntil < call.from()).findFirst().orElse(null);
      if (lane == null) {
        lane = new Lane();
        lanes.add(lane);
      }
      lane.calls.add(call);
      lane.busyUntil = Math.max(call.to(), call.from() + room.applyAsLong(call));
    }
  }

  /** The lanes of each client, clients by name. */
  Map<String, List<Lane>> byClient() {
    return new LinkedHashMap<>(byClient);
  }
}
