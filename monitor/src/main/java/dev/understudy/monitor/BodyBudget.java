package dev.understudy.monitor;

/** How many bytes of bodies requests may hold at once, all of them together. */
final class BodyBudget {

  private final long mostBytes;
  private long heldBytes;

  BodyBudget(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** Takes so many; false, and none are taken, if there are not as many left. */
  boolean take(int bytes) {
    if (heldBytes + bytes > mostBytes) {
      return false;
    }
    heldBytes += bytes;
    return true;
  }

  void giveBack(int bytes) {
    heldBytes -= bytes;
  }
}
