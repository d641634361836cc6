package dev.understudy.app.demo;

/** A process ended that should not: nothing to wait for any more. */
final class DeadNode extends RuntimeException {

  DeadNode(String message) {
    super(message);
  }
}
