package dev.understudy.member;

import dev.understudy.group.Epoch;
import dev.understudy.group.ServerId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The other masters that a master of an AVAILABLE group hears, the epoch that was heard last of
 * each. Bounded by the servers that a group may have, since no others are heard.
 */
final class OtherMasters {

  private record Heard(Epoch epoch, long atMillis) {}

  private final Map<ServerId, Heard> heard = new TreeMap<>();

  void hear(Epoch epoch, long atMillis) {
    heard.put(epoch.owner(), new Heard(epoch, atMillis));
  }

  /** Those who were heard after that time, the lowest server first. */
  List<Epoch> after(long millis) {
    Collection<Heard> all = heard.values();
    all.removeIf(one -> one.atMillis() <= millis);
    return all.stream().map(Heard::epoch).toList();
  }
}
