package dev.understudy.log;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
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

  /** Replayed requests that are remembered for each record that may be kept. */
  private static final int REPLAYED_PER_RECORD = 64;

  private final int most;
  private final int mostReplayed;
  private final Map<EntryKey, DivergedRecord> byKey = new TreeMap<>();
  private final Map<Origin, EntryKey> byOrigin = new TreeMap<>();
  // a set in the order of insertion, which is that of the log, and so the same on all servers
  private final Map<Origin, Boolean> replayed = new LinkedHashMap<>();
  private long added;

  /**
   * @param most records kept; the oldest give way
   */
  public DivergedRecords(int most) {
    this.most = most;
    this.mostReplayed = (int) Math.min(Integer.MAX_VALUE - 1L, (long) most * REPLAYED_PER_RECORD);
  }

  public Collection<DivergedRecord> all() {
    return Collections.unmodifiableCollection(byKey.values());
  }

  public int size() {
    return byKey.size();
  }

  /** How often a record was added; what was seen at one number is all there is at that number. */
  public long added() {
    return added;
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
    added++;
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

  /** Remembers that the request is replayed: it is not to be recorded or replayed again. */
  public void markReplayed(SessionId session, long sequence) {
    replayed.put(new Origin(session, sequence), true);
    if (replayed.size() > mostReplayed) {
      replayed.remove(replayed.keySet().iterator().next());
    }
  }

  public boolean isReplayed(SessionId session, long sequence) {
    return replayed.containsKey(new Origin(session, sequence));
  }

  public void write(EntryWriter writer) {
    writer.out().varint(byKey.size());
    byKey.values().forEach(writer::record);
    writer.out().varint(replayed.size());
    for (Origin origin : replayed.keySet()) {
      writer.session(origin.session);
      writer.out().varint(origin.sequence);
    }
  }

  /** Replaces all by what {@link #write} wrote. */
  public void read(EntryReader reader) {
    byKey.clear();
    byOrigin.clear();
    replayed.clear();
    int records = reader.in().count(most);
    for (int i = 0; i < records; i++) {
      add(reader.record());
    }
    int origins = reader.in().count(mostReplayed);
    for (int i = 0; i < origins; i++) {
      markReplayed(reader.session(), reader.natural());
    }
  }
}
