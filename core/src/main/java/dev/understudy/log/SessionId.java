package dev.understudy.log;

/** A session, named by the entry that opened it (protocol section 8). */
public record SessionId(EntryKey opened) implements Comparable<SessionId> {

  @Override
  public int compareTo(SessionId other) {
    return opened.compareTo(other.opened);
  }

  @Override
  public String toString() {
    return opened.toString();
  }
}
