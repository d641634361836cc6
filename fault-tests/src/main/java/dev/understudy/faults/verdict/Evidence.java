package dev.understudy.faults.verdict;

import dev.understudy.faults.client.Audit;
import dev.understudy.faults.client.Recorded;
import dev.understudy.faults.client.Transcript;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All that is known of one group.
 *
 * @param calls of all its clients, in any order; no two write the same value
 * @param complete whether these are all calls that were made; if not, a value that nobody wrote may
 *     be one of those that are missing
 * @param audits what was found in the end, by each client process that could read it
 */
public record Evidence(List<Recorded> calls, boolean complete, List<Audit> audits) {

  public Evidence {
    calls = List.copyOf(calls);
    audits = List.copyOf(audits);
  }

  /** With what one process found, if it could. */
  public Evidence(List<Recorded> calls, boolean complete, Optional<Audit> audit) {
    this(calls, complete, audit.stream().toList());
  }

  /** What these clients wrote down, who are all that the group had. */
  public static Evidence of(Collection<Transcript> transcripts) {
    List<Recorded> calls = new ArrayList<>();
    List<Audit> audits = new ArrayList<>();
    for (Transcript transcript : transcripts) {
      calls.addAll(transcript.calls());
      transcript.audit().ifPresent(audits::add);
    }
    boolean complete = transcripts.stream().allMatch(Transcript::isComplete);
    return new Evidence(calls, complete, audits);
  }

  /** All that was found, of what was read twice what was read last; empty if nothing was read. */
  public Optional<Audit> audit() {
    return audits.stream().sorted(Comparator.comparingLong(Audit::to)).reduce(Audit::and);
  }

  /** Whether all who read the diverged records found the same ones. */
  boolean agreeOnRemnants() {
    return audits.stream().map(audit -> Set.copyOf(audit.remnants())).distinct().count() < 2;
  }

  /** What a key was found to have, by each who read it: more than one value if they differ. */
  Set<Optional<String>> finalValues(String key) {
    Set<Optional<String>> values = new LinkedHashSet<>();
    for (Audit audit : audits) {
      Optional<String> value = audit.values().get(key);
      if (value != null) {
        values.add(value);
      }
    }
    return values;
  }
}
