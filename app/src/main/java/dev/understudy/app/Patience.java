package dev.understudy.app;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Waits for something, not for ever; for programs that watch other processes. */
public final class Patience {

  private static final Duration PAUSE = Duration.ofMillis(40);

  private Patience() {}

  /**
   * Waits until it is so.
   *
   * @param what is told in the failure: "three members in sync"
   * @throws Failure if it is not so in time
   */
  public static void await(String what, Duration most, BooleanSupplier so) {
    await(what, most, so, passed -> {});
  }

  /**
   * Likewise.
   *
   * @param meanwhile is told again and again how long it has taken so far
   */
  public static void await(
      String what, Duration most, BooleanSupplier so, Consumer<Duration> meanwhile) {
    if (!holdsWithin(most, so, meanwhile)) {
      throw Failure.error("waited " + most.toSeconds() + " s in vain for: " + what);
    }
  }

  /**
   * Whether it is so within that time. A failure while asking means: not yet.
   *
   * @return as soon as it is so
   */
  public static boolean holdsWithin(Duration most, BooleanSupplier so) {
    return holdsWithin(most, so, passed -> {});
  }

  private static boolean holdsWithin(
      Duration most, BooleanSupplier so, Consumer<Duration> meanwhile) {
    long began = System.nanoTime();
    while (!isSo(so)) {
      Duration passed = Duration.ofNanos(System.nanoTime() - began);
      if (passed.compareTo(most) > 0) {
        return false;
      }
      meanwhile.accept(passed);
      pause(PAUSE);
    }
    return true;
  }

  /**
   * Lets time pass.
   *
   * @throws Failure if the thread is interrupted
   */
  public static void pause(Duration length) {
    try {
      Thread.sleep(length.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.error("interrupted");
    }
  }

  private static boolean isSo(BooleanSupplier so) {
    try {
      return so.getAsBoolean();
    } catch (Failure e) {
      return false;
    }
  }
}
