package dev.understudy.log;

import dev.understudy.group.Epoch;

/**
 * A command at its place in the log (protocol section 1).
 *
 * @param clockMillis the higher of the previous entry's clock and the master's: never goes back
 */
public record Entry(long index, Epoch epoch, long clockMillis, Command command) {

  public EntryKey key() {
    return new EntryKey(epoch, index);
  }

  public int size() {
    return command.size();
  }
}
