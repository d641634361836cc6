package dev.understudy.sdk;

/** Bounds what is under way in a client, whichever threads it comes from. */
final class Door {

  private final int most;
  private final long mostBytes;
  private int inside;
  private long insideBytes;

  Door(int most, long mostBytes) {
    this.most = most;
    this.mostBytes = mostBytes;
  }

  /** Lets one more in, if there is room; it is to {@link #leave} then. */
  synchronized boolean enter(int bytes) {
    if (inside >= most || insideBytes + bytes > mostBytes) {
      return false;
    }
    inside++;
    insideBytes += bytes;
    return true;
  }

  synchronized void leave(int bytes) {
    inside--;
    insideBytes -= bytes;
  }
}
