package dev.understudy.monitor.metrics;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Prometheus gets, read back. */
public record Scrape(String text) {

  private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (understudy_[a-z_0-9]+) ");
  private static final Pattern SAMPLE = Pattern.compile("(?m)^(understudy_[a-z_0-9]+)[{ ]");

  /** The names of metrics, as their type is told. */
  public Set<String> metrics() {
    return all(TYPE);
  }

  /** The names of samples: those of histograms have more than one. */
  public Set<String> samples() {
    return all(SAMPLE);
  }

  /** The value of a sample, as it is written; empty if there is none. */
  public String value(String sample) {
    Matcher line = Pattern.compile("(?m)^" + Pattern.quote(sample) + " (\\S+)$").matcher(text);
    return line.find() ? line.group(1) : "";
  }

  private Set<String> all(Pattern pattern) {
    Set<String> found = new TreeSet<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }
}
