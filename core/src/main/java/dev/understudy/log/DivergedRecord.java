package dev.understudy.log;

import dev.understudy.group.ServerId;

/**
 * A request that was executed in a history which did not survive (protocol section 10).
 *
 * @param key of the entry in its own history
 * @param result what the client was or may have been given
 * @param server the master that gave it
 */
public record DivergedRecord(
    EntryKey key, SessionId session, long sequence, Bytes payload, Result result, ServerId server) {

  public int size() {
    return payload.length() + result.size();
  }
}
