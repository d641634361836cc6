package dev.understudy.simulation;

import java.util.EnumMap;
import java.util.Map;

/** How often each kind of fault is chosen, compared with the others. */
final class Odds {

  private final Map<FaultKind, Integer> weights = new EnumMap<>(FaultKind.class);
  private int total;

  static Odds of(FaultKind kind, int weight) {
    return new Odds().and(kind, weight);
  }

  Odds and(FaultKind kind, int weight) {
    weights.merge(kind, weight, Integer::sum);
    total += weight;
    return this;
  }

  FaultKind pick(Dice dice) {
    int left = dice.below(total);
    for (Map.Entry<FaultKind, Integer> entry : weights.entrySet()) {
      left -= entry.getValue();
      if (left < 0) {
        return entry.getKey();
      }
    }
    throw new IllegalStateException("weights do not add up");
  }
}
