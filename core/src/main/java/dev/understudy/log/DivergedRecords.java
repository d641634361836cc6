package dev.understudy.log;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The diverged records of a group, replicated like the rest of the state (protocol section 10). */
public final class DivergedRecords {

  private record Origin(SessionId session, long sequence) implements Comparable<Origin> {
    @Override
    public int compareTo(Origin other) {
      int order = session.compareTo(other.session);
      return order != 0 ? order : Long.compare(sequence, other.sequence);
    }
  }

  private final int most;
  private final Map<Origin, Boolean> settled = new TreeMap<>();
  private final Map<EntryKey, DivergedRecord> byKey = new TreeMap<>();
  private final Map<Origin, EntryKey> byOrigin = new TreeMap<>();

  /**
   * @param most records kept; the oldest give way
   */
  public DivergedRecords(int most) {
    this.most = most;
  }

  public Collection<DivergedRecord> all() {
    return Collections.unmodifiableCollection(byKey.values());
  }

  public int size() {
    return byKey.size();
  }

  public boolean contains(EntryKey key) {
    return byKey.containsKey(key);
  }

  public boolean contains(SessionId session, long sequence) {
    return byOrigin.containsKey(new Origin(session, sequence));
  }

  public Optional<DivergedRecord> get(EntryKey key) {
    return Optional.ofNullable(byKey.get(key));
  }

  /** Adds a record; returns those that had to give way. */
  public List<DivergedRecord> add(DivergedRecord record) {
    byKey.put(record.key(), record);
    byOrigin.put(new Origin(record.session(), record.sequence()), record.key());
    List<DivergedRecord> dropped = new ArrayList<>();
    while (byKey.size() > most) {
      EntryKey oldest = byKey.keySet().iterator().next();
      remove(oldest).ifPresent(dropped::add);
    }
    return dropped;
  }

  public Optional<DivergedRecord> remove(EntryKey key) {
    DivergedRecord removed = byKey.remove(key);
    if (removed != null) {
      byOrigin.remove(new Origin(removed.session(), removed.sequence()));
    }
    return Optional.ofNullable(removed);
  }

  /** Removes the record of a request that is executed in this history after all. */
  public void removeOf(SessionId session, long sequence) {
    if (byOrigin.isEmpty()) {
      return;
    }
    EntryKey key = byOrigin.remove(new Origin(session, sequence));
    if (key != null) {
      byKey.remove(key);
    }
  }

  /** Remembers that the request was replayed: it is not to be recorded again. */
  public void settle(SessionId session, long sequence) {
    settled.put(new Origin(session, sequence), true);
  }

  public boolean isSettled(SessionId session, long sequence) {
    return settled.containsKey(new Origin(session, sequence));
  }

  public void writeSettled(EntryWriter out) {
    out.out().varint(settled.size());
    settled
        .keySet()
        .forEach(
            origin -> {
              out.session(origin.session);
              out.out().varint(origin.sequence);
            });
  }

  public void readSettled(EntryReader in) {
    settled.clear();
    int size = in.in().count(1_000_000);
    for (int i = 0; i < size; i++) {
      settle(in.session(), in.natural());
    }
  }
}
