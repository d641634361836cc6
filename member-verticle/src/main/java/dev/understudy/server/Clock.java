package dev.understudy.server;

/** The two clocks of a node. */
interface Clock {

  Clock SYSTEM =
      new Clock() {
        @Override
        public long nowMillis() {
          return System.nanoTime() / 1_000_000;
        }

        @Override
        public long wallMillis() {
          return System.currentTimeMillis();
        }
      };

  /** Milliseconds of a clock that never goes back; its origin is arbitrary. */
  long nowMillis();

  /** Milliseconds since 1970. */
  long wallMillis();
}
