package dev.understudy.server;

import dev.understudy.group.ServerId;
import dev.understudy.member.LifeSign;
import dev.understudy.wire.Beat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The signs of life that a node gives for its own servers: a list of which every change makes a new
 * version, so that each other node can be told what it does not have. Not for several threads.
 */
final class OwnSigns {

  /** A server of a group. */
  record Name(String group, ServerId server) {}

  private record Told(Beat.Change sign, long version, Object by) {}

  private final Map<Name, Told> told = new HashMap<>();
  private final TreeMap<Long, Name> byVersion = new TreeMap<>();
  private long version;

  /**
   * The server has this sign from now on; returns the version of the list that says so. That it has
   * none any more is heard only of who told the one before: a later life may have told it.
   */
  long tell(Name name, Object by, int loop, Optional<LifeSign> sign) {
    Beat.Change change = new Beat.Change(name.group(), name.server(), loop, sign);
    Told before = told.get(name);
    if (before == null ? sign.isEmpty() : before.sign().equals(change)) {
      return before == null ? 0 : before.version();
    }
    if (before != null && sign.isEmpty() && before.by() != by) {
      return before.version();
    }
    if (before != null) {
      byVersion.remove(before.version());
    }
    version++;
    told.put(name, new Told(change, version, by));
    byVersion.put(version, name);
    return version;
  }

  long version() {
    return version;
  }

  /** What changed after that version, the earliest first: as much as fits into a beat. */
  List<Beat.Change> changesSince(long known) {
    List<Beat.Change> changes = new ArrayList<>();
    for (Name name : byVersion.tailMap(known, false).values()) {
      if (changes.size() == Beat.MOST_CHANGES) {
        break;
      }
      changes.add(signOf(name));
    }
    return changes;
  }

  /** The version that somebody has who had {@code known} and is told those changes. */
  long versionAfter(long known, List<Beat.Change> changes) {
    if (changes.size() < Beat.MOST_CHANGES) {
      return version;
    }
    Beat.Change last = changes.get(changes.size() - 1);
    Told newest = told.get(new Name(last.group(), last.server()));
    return newest == null ? known : newest.version();
  }

  /** Forgets servers without a sign of which everybody was told by that version. */
  void forgetSilentUpTo(long known) {
    List<Name> silent = new ArrayList<>();
    for (Name name : byVersion.headMap(known, true).values()) {
      if (signOf(name).sign().isEmpty()) {
        silent.add(name);
      }
    }
    for (Name name : silent) {
      Told gone = told.remove(name);
      if (gone != null) {
        byVersion.remove(gone.version());
      }
    }
  }

  private Beat.Change signOf(Name name) {
    Told one = told.get(name);
    if (one == null) {
      throw new IllegalStateException("a version without its sign: " + name);
    }
    return one.sign();
  }
}
