package dev.understudy.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Random courses: exactly one outcome each, at most one execution, and life after the faults. */
class ClientSimulationTest {

  private static final int SEEDS = 150;

  @Test
  void executesOnceAndAlwaysComesToAnEndWhateverFails() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      ClientSimulation simulation = new ClientSimulation(seed);
      try {
        simulation.run();
      } catch (AssertionError e) {
        throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
      }
    }
  }

  @Test
  void doesTheSameForTheSameSeed() {
    ClientSimulation one = new ClientSimulation(42);
    ClientSimulation other = new ClientSimulation(42);
    one.run();
    other.run();

    assertThat(one.trace()).isEqualTo(other.trace());
  }
}
