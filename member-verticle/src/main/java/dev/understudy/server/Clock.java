package dev.understudy.server;

/** The two clocks of a node. */
interface Clock {

  Clock SYSTEM =
      new Clock() {
        // of its own: what processes do at full intervals they do not all do at the same moment
        private final long beginNanos = System.nanoTime();

        @Override
        public long nowMillis() {
          return 1 + (System.nanoTime() - beginNanos) / 1_000_000;
        }

        @Override
        public long wallMillis() {
          return System.currentTimeMillis();
        }
      };

  /**
   * Milliseconds of a clock that never goes back; positive, counted from some moment of this
   * process.
   */
  long nowMillis();

  /** Milliseconds since 1970. */
  long wallMillis();
}
