package dev.understudy.faults.verdict;

import dev.understudy.faults.client.Audit;
import dev.understudy.faults.client.Recorded;
import dev.understudy.faults.client.Transcript;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * All that is known of one group.
 *
 * @param calls of all its clients, in any order; no two write the same value
 * @param complete whether these are all calls that were made; if not, a value that nobody wrote may
 *     be one of those that are missing
 * @param audit what was found in the end, if it could be read
 */
public record Evidence(List<Recorded> calls, boolean complete, Optional<Audit> audit) {

  public Evidence {
    calls = List.copyOf(calls);
  }

  /** What these clients wrote down, who are all that the group had. */
  public static Evidence of(Collection<Transcript> transcripts) {
    List<Recorded> calls = new ArrayList<>();
    Optional<Audit> audit = Optional.empty();
    for (Transcript transcript : transcripts) {
      calls.addAll(transcript.calls());
      Optional<Audit> before = audit;
      audit =
          transcript.audit().map(found -> before.map(found::and).orElse(found)).or(() -> before);
    }
    boolean complete = transcripts.stream().allMatch(Transcript::isComplete);
    return new Evidence(calls, complete, audit);
  }
}
