package dev.understudy.faults.plan;

import dev.understudy.faults.lab.HostProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What processes did that no fault told them to: one that ended by itself, or did not do as it was
 * told. Safe for use by several threads.
 */
final class Mishaps {

  private final Set<HostProcess> expected = ConcurrentHashMap.newKeySet();
  private final List<String> sentences = new ArrayList<>();
  private boolean over;

  /**
   * Has it noticed if a process ends that nobody told to.
   *
   * @param who it is, for people
   * @param died what is done then
   */
  void watch(String who, HostProcess process, Runnable died) {
    process.whenEnded(
        () -> {
          if (expected.add(process) && add(who + " ended by itself")) {
            died.run();
          }
        });
  }

  /** Notes that a process is about to be ended; false if that was done already, or it has ended. */
  boolean mayEnd(HostProcess process) {
    return process.isAlive() && expected.add(process);
  }

  /**
   * Whether a process that was told to leave has done so in good order; else it is a mishap.
   *
   * @param exitCode with which it ended
   */
  boolean hasLeft(String who, int exitCode) {
    if (exitCode != 0) {
      add(who + " did not leave in good order: exit code " + exitCode);
    }
    return exitCode == 0;
  }

  /** Notes one; false if everything is at its end, and nobody cares any more. */
  synchronized boolean add(String sentence) {
    if (!over) {
      sentences.add(sentence);
    }
    return !over;
  }

  /** From now on all processes may end. */
  synchronized void end() {
    over = true;
  }

  synchronized List<String> all() {
    return List.copyOf(sentences);
  }
}
