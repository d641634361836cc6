package dev.understudy.benchmarks.node;

import io.vertx.core.Future;

/** A client at work. */
interface LoadRun {

  void start();

  /** What ended since the last sample. */
  Sample sample();

  /** Begins no more calls; completes when all have ended. */
  Future<Void> stop();
}
