package dev.understudy.faults.verdict;

import dev.understudy.faults.client.Audit;
import dev.understudy.faults.client.Kind;
import dev.understudy.faults.client.Recorded;
import dev.understudy.faults.client.Remnant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How many acknowledged writes are gone in the end, and how many additions were counted twice: at
 * least so many, as one of unknown outcome may have taken the place of any. Excuses do not count
 * here; the verdict is the {@link Judge}'s.
 *
 * <p>An addition is kept if it is in the sum or in a diverged record. A write of a key is kept if
 * its value is there in the end, is in a diverged record, or was seen by the write that replaced
 * it.
 */
public record Losses(long lost, long duplicated) {

  /** Nothing is known to be gone, or to be there twice. */
  public static final Losses NONE = new Losses(0, 0);

  /** Of one group; none where the final state was not read. */
  public static Losses of(Evidence evidence) {
    return evidence.audit().map(audit -> of(evidence.calls(), audit)).orElse(NONE);
  }

  private static Losses of(List<Recorded> calls, Audit audit) {
    Map<String, List<Recorded>> byKey = new HashMap<>();
    calls.forEach(call -> byKey.computeIfAbsent(call.key(), key -> new ArrayList<>()).add(call));
    Map<String, List<Remnant>> remnants = new HashMap<>();
    audit
        .remnants()
        .forEach(one -> remnants.computeIfAbsent(one.key(), key -> new ArrayList<>()).add(one));
    long lost = 0;
    long duplicated = 0;
    for (Map.Entry<String, List<Recorded>> entry : byKey.entrySet()) {
      String key = entry.getKey();
      Optional<String> last = audit.values().getOrDefault(key, Optional.empty());
      List<Remnant> diverged = remnants.getOrDefault(key, List.of());
      Losses ofKey =
          entry.getValue().get(0).kind() == Kind.ADD
              ? ofSum(entry.getValue(), last.map(Long::parseLong).orElse(0L) + diverged.size())
              : ofValues(entry.getValue(), last, diverged);
      lost += ofKey.lost;
      duplicated += ofKey.duplicated;
    }
    return new Losses(lost, duplicated);
  }

  private static Losses ofSum(List<Recorded> calls, long found) {
    long acknowledged = calls.stream().filter(Recorded::isOk).count();
    long unknown = calls.stream().filter(Recorded::isUnknown).count();
    return new Losses(
        Math.max(0, acknowledged - found), Math.max(0, found - acknowledged - unknown));
  }

  private static Losses ofValues(
      List<Recorded> calls, Optional<String> last, List<Remnant> diverged) {
    Set<String> kept = new HashSet<>();
    last.ifPresent(kept::add);
    diverged.forEach(remnant -> remnant.value().ifPresent(kept::add));
    List<Recorded> written = calls.stream().filter(KeptWrites::hasWritten).toList();
    written.forEach(write -> KeptWrites.replacedBy(write).ifPresent(kept::add));
    long gone =
        written.stream()
            .filter(write -> write.call().value().filter(kept::contains).isEmpty())
            .count();
    long unknown =
        calls.stream().filter(call -> call.kind() != Kind.GET && call.isUnknown()).count();
    return new Losses(Math.max(0, gone - unknown), 0);
  }
}
