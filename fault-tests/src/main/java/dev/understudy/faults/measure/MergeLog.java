package dev.understudy.faults.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the cluster manager of a node says of its members, read from the log of the node, which has
 * to run with {@code UNDERSTUDY_LOG_LIBRARIES=INFO}: how many it sees, and when it has merged with
 * another cluster. Moments are milliseconds since 1970.
 */
final class MergeLog {

  /** The variable of the environment without which the log is silent about it. */
  static final String LEVEL = "UNDERSTUDY_LOG_LIBRARIES";

  private static final int NOT_A_COUNT = -1;
  private static final Pattern MEMBERS = Pattern.compile("Members \\{size:(\\d+), ver:\\d+\\} \\[");
  private static final Pattern MERGED = Pattern.compile("\\] \\S+ is MERGED$");

  /** A line that matters; {@code members} is no count where it says that the merge is over. */
  private record Line(long millis, int members) {}

  private final List<Line> lines = new ArrayList<>();

  private MergeLog() {}

  /** Reads a log. A list of members stands below the line that has its time. */
  static MergeLog of(List<String> log) {
    MergeLog merges = new MergeLog();
    long millis = 0;
    for (String line : log) {
      millis = LogLine.of(line).map(LogLine::millis).orElse(millis);
      merges.read(line, millis);
    }
    return merges;
  }

  /** Whether it says anything. */
  boolean isSilent() {
    return lines.isEmpty();
  }

  /** Whether it saw fewer members at some time of these. */
  boolean sawFewer(int members, long fromMillis, long toMillis) {
    return lines.stream()
        .anyMatch(
            line ->
                line.members != NOT_A_COUNT
                    && line.members < members
                    && line.millis >= fromMillis
                    && line.millis <= toMillis);
  }

  /** When it first saw so many members since then. */
  OptionalLong completeSince(int members, long millis) {
    return lines.stream()
        .filter(line -> line.members >= members && line.millis >= millis)
        .mapToLong(Line::millis)
        .findFirst();
  }

  /** When its first merge since then was over. */
  OptionalLong mergedSince(long millis) {
    return lines.stream()
        .filter(line -> line.members == NOT_A_COUNT && line.millis >= millis)
        .mapToLong(Line::millis)
        .findFirst();
  }

  private void read(String line, long millis) {
    Matcher members = MEMBERS.matcher(line);
    if (members.find()) {
      lines.add(new Line(millis, Integer.parseInt(members.group(1))));
    } else if (MERGED.matcher(line).find()) {
      lines.add(new Line(millis, NOT_A_COUNT));
    }
  }
}
