package dev.understudy.faults.plan;

import dev.understudy.faults.client.Gap;
import dev.understudy.faults.client.Recorded;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A time in which somebody has to be served, whatever goes on: from the begin of a fault that
 * leaves enough servers together, or from the end of one that does not, until all was well.
 *
 * @param fault what it is called
 */
record Due(String fault, long fromNanos, long toNanos) {

  /** What is wrong if no client at all was answered for too long a part of it. */
  Optional<String> complaint(List<Recorded> calls) {
    Duration gap = Gap.longest(calls, fromNanos, toNanos);
    return gap.compareTo(SideCheck.SERVES) < 0
        ? Optional.empty()
        : Optional.of(
            "nobody at all was answered for %d ms in the course of %s"
                .formatted(gap.toMillis(), fault));
  }
}
