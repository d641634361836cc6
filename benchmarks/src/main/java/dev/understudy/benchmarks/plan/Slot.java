package dev.understudy.benchmarks.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * Cases under one load, which share a baseline: they are measured next to each other, round after
 * round.
 *
 * @param map whether an AsyncMap is measured beside them
 */
public record Slot(Shape shape, List<Case> cases, boolean map) {

  private static final int LARGE = 4_096;

  public Slot {
    cases = List.copyOf(cases);
  }

  /** Whether it is bytes that count: then the group's are compared with those to two receivers. */
  public boolean isLarge() {
    return shape.payloadBytes() >= LARGE;
  }

  /** What is measured in a round, in its order: there and back, so that no place is the better. */
  public List<Load> loads(int round) {
    List<Load> loads = new ArrayList<>();
    loads.add(new Load.Bus(shape));
    if (isLarge()) {
      loads.add(new Load.TwoReceivers(shape));
    }
    cases.forEach(one -> loads.add(new Load.Group(one)));
    if (map) {
      loads.add(new Load.Map(shape));
    }
    if (round % 2 == 1) {
      Collections.reverse(loads);
    }
    return loads;
  }

  static Slot of(Shape shape, Stream<Case> cases, boolean map) {
    return new Slot(shape, cases.filter(one -> one.shape().equals(shape)).toList(), map);
  }
}
