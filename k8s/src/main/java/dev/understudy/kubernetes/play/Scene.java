package dev.understudy.kubernetes.play;

import dev.understudy.app.Failure;

/** Something that befalls a cluster whose pods are all ready, and leaves it so. */
@FunctionalInterface
interface Scene {

  /**
   * Plays it.
   *
   * @throws Failure if something is not as it should be
   */
  void play(PlayedCluster cluster, Story story);

  /** Fails unless it is so. */
  static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw Failure.error(otherwise);
    }
  }
}
