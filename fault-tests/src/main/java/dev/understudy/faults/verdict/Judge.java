package dev.understudy.faults.verdict;

import static java.util.stream.Collectors.joining;

import dev.understudy.faults.client.Answer;
import dev.understudy.faults.client.Audit;
import dev.understudy.faults.client.Call;
import dev.understudy.faults.client.Kind;
import dev.understudy.faults.client.Outcome;
import dev.understudy.faults.client.Recorded;
import dev.understudy.faults.client.Remnant;
import dev.understudy.group.Mode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Says whether a group kept its promises to its clients (protocol section 2).
 *
 * <ol>
 *   <li>CONSISTENT: every key is linearizable, what was read in the end included; every addition to
 *       a counter that was acknowledged is in its sum once, one whose outcome is unknown at most
 *       once; requests have places of their own in one history, in the order of the times.
 *   <li>AVAILABLE: every addition that was acknowledged is in the sum or in exactly one diverged
 *       record, unless there is an {@linkplain Excuses excuse}; one whose outcome is unknown at
 *       most once in either. Likewise every write of a key, as far as the writes that replaced it
 *       tell ({@link KeptWrites}).
 *   <li>Both: nothing takes effect that nobody asked for, or that was refused; and all who read the
 *       final state read the same.
 * </ol>
 */
public final class Judge {

  /** Calls that a verdict shows at most. */
  private static final int MOST_SHOWN = 60;

  private static final int MOST_NAMED = 3;

  private final Mode mode;
  private final Evidence evidence;
  private final Excuses excuses;
  private final List<Breach> breaches = new ArrayList<>();
  private final Set<String> gaps = new TreeSet<>();
  private long excused;

  private Judge(Mode mode, Evidence evidence, Excuses excuses) {
    this.mode = mode;
    this.evidence = evidence;
    this.excuses = excuses;
  }

  /**
   * The verdict on one group.
   *
   * @param excuses of an AVAILABLE group; a CONSISTENT one has none
   * @throws IllegalArgumentException if two calls write the same value
   */
  public static Verdict judge(Mode mode, Evidence evidence, Excuses excuses) {
    return new Judge(mode, evidence, excuses).verdict();
  }

  private Verdict verdict() {
    if (!evidence.complete()) {
      gaps.add("the calls of a client are not all on record");
    }
    if (evidence.audit().isEmpty()) {
      gaps.add("the final state was not read");
    }
    Places places = new Places(evidence.calls(), excuses);
    places.shared().ifPresent(breaches::add);
    checkAgreement();
    if (mode == Mode.CONSISTENT) {
      places.swapped().ifPresent(breaches::add);
      checkConsistent();
    } else {
      checkAvailable();
    }
    if (!breaches.isEmpty()) {
      return broken();
    }
    return gaps.isEmpty()
        ? new Verdict.Kept(summary())
        : new Verdict.Undecided(String.join("; ", gaps));
  }

  /**
   * All processes read the same in the end, unless a call of unknown outcome took effect between
   * them. Of an AVAILABLE group that is asked only once all was well.
   */
  private void checkAgreement() {
    long over = evidence.calls().stream().mapToLong(Recorded::to).max().orElse(0);
    long read = evidence.audits().stream().mapToLong(Audit::from).min().orElse(0);
    if (mode == Mode.AVAILABLE && !excuses.wasSettledBetween(over, read)) {
      return;
    }
    if (!evidence.agreeOnRemnants()) {
      String what = "not all read the same diverged records in the end";
      breaches.add(Breach.of(Rule.ONE_HISTORY, what, List.of()));
    }
    Set<String> open = new TreeSet<>();
    evidence.calls().stream().filter(Judge::mayStillWrite).forEach(call -> open.add(call.key()));
    for (Map.Entry<String, List<Recorded>> key : byKey(call -> true).entrySet()) {
      Set<Optional<String>> values = evidence.finalValues(key.getKey());
      if (values.size() > 1 && !open.contains(key.getKey())) {
        String found =
            values.stream().map(value -> value.orElse("nothing")).collect(joining(" and as "));
        String what = key.getKey() + " was read as " + found + " in the end";
        breaches.add(Breach.of(Rule.ONE_HISTORY, what, key.getValue()));
      }
    }
  }

  private static boolean mayStillWrite(Recorded call) {
    return call.isUnknown() && call.kind() != Kind.GET;
  }

  private void checkConsistent() {
    evidence
        .audit()
        .filter(audit -> !audit.remnants().isEmpty())
        .ifPresent(
            audit ->
                breaches.add(
                    Breach.of(
                        Rule.KEPT, audit.remnants().size() + " diverged records", List.of())));
    byKey(call -> call.kind() != Kind.ADD).forEach(this::checkKey);
    byKey(call -> call.kind() == Kind.ADD)
        .forEach(
            (key, calls) ->
                new SumCheck(key, calls, evidence.complete(), total(key))
                    .breach()
                    .ifPresent(breaches::add));
  }

  private void checkKey(String key, List<Recorded> calls) {
    List<Recorded> all = new ArrayList<>(calls);
    evidence.audits().stream().flatMap(audit -> finalRead(audit, key)).forEach(all::add);
    if (evidence.audit().isPresent() && evidence.finalValues(key).isEmpty()) {
      gaps.add("key " + key + " was not read in the end");
    }
    KeyCheck check = new KeyCheck(key, all, evidence.complete());
    check.breach().ifPresent(breaches::add);
    if (!check.isDecided()) {
      gaps.add("a refused compare-and-set of key " + key + " may or may not have been right");
    }
  }

  private static Stream<Recorded> finalRead(Audit audit, String key) {
    Optional<String> value = audit.values().get(key);
    if (value == null) {
      return Stream.empty();
    }
    Answer answer = new Answer(Outcome.OK, "", value, "", 0);
    return Stream.of(new Recorded("audit", Call.get(key), audit.from(), audit.to(), answer));
  }

  private void checkAvailable() {
    List<Recorded> onKeys = evidence.calls().stream().filter(c -> c.kind() != Kind.ADD).toList();
    AvailableKeys keys = new AvailableKeys(onKeys, evidence.audit(), evidence.complete(), excuses);
    breaches.addAll(keys.breaches());
    if (keys.isUnread()) {
      gaps.add("not every key was read in the end");
    }
    Map<String, Integer> remnants = remnantsByName();
    List<Breach> missing = new ArrayList<>(keys.missing());
    long lost = keys.lost();
    excused = keys.excused();
    for (Map.Entry<String, List<Recorded>> counter :
        byKey(call -> call.kind() == Kind.ADD).entrySet()) {
      String key = counter.getKey();
      AvailableSums sums =
          new AvailableSums(key, counter.getValue())
              .checkAnswers()
              .checkKept(total(key), remnants.getOrDefault(key, 0), evidence.complete(), excuses);
      lost += sums.missing();
      excused += sums.excused();
      sums.breach().ifPresent(b -> (b.rule() == Rule.KEPT ? missing : breaches).add(b));
    }
    if (lost > excuses.unnamed()) {
      breaches.addAll(missing);
    } else {
      excused += lost;
    }
  }

  private Map<String, Integer> remnantsByName() {
    Map<String, Integer> names = new TreeMap<>();
    Set<String> places = new TreeSet<>();
    for (Remnant remnant : evidence.audit().map(Audit::remnants).orElse(List.of())) {
      names.merge(remnant.key(), 1, Integer::sum);
      String place = remnant.epoch() + "@" + remnant.index();
      if (!places.add(place)) {
        breaches.add(Breach.of(Rule.ONCE, "two diverged records of " + place, List.of()));
      }
    }
    return names;
  }

  private OptionalLong total(String key) {
    if (evidence.audit().isEmpty()) {
      return OptionalLong.empty();
    }
    Optional<String> value = evidence.audit().get().values().get(key);
    if (value == null || value.isEmpty()) {
      gaps.add("not every counter was read in the end");
      return OptionalLong.empty();
    }
    return OptionalLong.of(Long.parseLong(value.get()));
  }

  private Map<String, List<Recorded>> byKey(Predicate<Recorded> which) {
    Map<String, List<Recorded>> keys = new TreeMap<>();
    for (Recorded call : evidence.calls()) {
      if (which.test(call)) {
        keys.computeIfAbsent(call.key(), key -> new ArrayList<>()).add(call);
      }
    }
    return keys;
  }

  private Verdict broken() {
    Map<Rule, List<Breach>> byRule = new EnumMap<>(Rule.class);
    for (Breach breach : breaches) {
      byRule.computeIfAbsent(breach.rule(), rule -> new ArrayList<>()).add(breach);
    }
    List<String> sentences = new ArrayList<>();
    Set<Recorded> shown = new LinkedHashSet<>();
    byRule.forEach(
        (rule, found) -> {
          List<String> named = found.stream().limit(MOST_NAMED).map(Breach::what).toList();
          String more =
              found.size() > MOST_NAMED ? "; and " + (found.size() - MOST_NAMED) + " more" : "";
          sentences.add(rule.broken() + ": " + String.join("; ", named) + more);
          found.forEach(breach -> shown.addAll(breach.calls()));
        });
    return new Verdict.Broken(
        String.join(". ", sentences), shown.stream().limit(MOST_SHOWN).toList());
  }

  private String summary() {
    Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
    Set<String> keys = new TreeSet<>();
    for (Recorded call : evidence.calls()) {
      outcomes.merge(call.outcome(), 1, Integer::sum);
      keys.add(call.key());
    }
    int remnants = evidence.audit().map(audit -> audit.remnants().size()).orElse(0);
    // each addition to a sum that is told apart by its name is on a key of its own
    boolean shared = keys.size() < evidence.calls().size();
    return String.format(
        Locale.ROOT,
        "%,d calls%s: %,d answered, %,d refused, %,d unknown; %,d diverged records%s",
        evidence.calls().size(),
        shared ? String.format(Locale.ROOT, " on %,d keys", keys.size()) : "",
        outcomes.getOrDefault(Outcome.OK, 0),
        outcomes.getOrDefault(Outcome.FAIL, 0),
        outcomes.getOrDefault(Outcome.UNKNOWN, 0),
        remnants,
        excused > 0 ? String.format(Locale.ROOT, "; %,d missing and excused", excused) : "");
  }
}
