package dev.understudy.simulation.invariant;

/** An invariant does not hold. */
public final class Violation extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String invariant;

  public Violation(String invariant, String message) {
    super(message);
    this.invariant = invariant;
  }

  public String invariant() {
    return invariant;
  }
}
