package dev.understudy.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.group.EventType;
import dev.understudy.monitor.metrics.FilledMeters;
import dev.understudy.monitor.metrics.Scrape;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The operator's page has every event, metric and alert, and none that there is not. */
class OperationsPageTest {

  private static final String PAGE = MonitoringFiles.page();
  private static final Scrape SCRAPE = new Scrape(FilledMeters.of(10, 10).scrape());

  @Test
  void hasEveryEvent() {
    Set<String> types =
        Arrays.stream(EventType.values()).map(EventType::text).collect(Collectors.toSet());
    assertThat(firstColumn("Events")).containsExactlyInAnyOrderElementsOf(types);
  }

  @Test
  void marksTheEventsThatAPersonShouldLookAt() {
    Set<String> alarming =
        Arrays.stream(EventType.values())
            .filter(EventType::isAlarming)
            .map(EventType::text)
            .collect(Collectors.toSet());
    assertThat(MonitoringFiles.matches(section("Events"), "(?m)^\\| \\*\\*`([a-z-]+)`\\*\\* \\|"))
        .containsExactlyInAnyOrderElementsOf(alarming);
  }

  @Test
  void hasEveryMetric() {
    Set<String> metrics = new TreeSet<>(SCRAPE.metrics());
    metrics.remove("understudy_requests_seconds_max"); // goes with the histogram
    assertThat(firstColumn("Metrics")).containsExactlyInAnyOrderElementsOf(metrics);
  }

  @Test
  void saysOfEachMetricWhatToDo() {
    assertThat(
            MonitoringFiles.matches(
                section("Metrics"), "(?m)^\\| `([a-z_]+)` \\|[^|]*\\|[^|]+\\| \\S[^|]+ \\|$"))
        .isEqualTo(firstColumn("Metrics"));
  }

  @Test
  void hasEveryAlertUnderAHeadingThatItsRunbookNames() {
    Set<String> headings = MonitoringFiles.matches(section("Alerts"), "(?m)^### (\\w+)$");
    String alerts = MonitoringFiles.text(MonitoringFiles.ALERTS);

    assertThat(headings).containsExactlyInAnyOrderElementsOf(MonitoringFiles.alerts());
    for (String alert : headings) {
      assertThat(alerts).contains("docs/operations.md#" + alert.toLowerCase(Locale.ROOT) + "\n");
    }
  }

  @Test
  void alertsAndDashboardAskForNothingThatIsNotThere() {
    assertThat(MonitoringFiles.samples(MonitoringFiles.text(MonitoringFiles.ALERTS)))
        .isNotEmpty()
        .isSubsetOf(SCRAPE.samples());
    assertThat(MonitoringFiles.samples(String.join("\n", MonitoringFiles.expressions())))
        .isNotEmpty()
        .isSubsetOf(SCRAPE.samples());
  }

  @Test
  void everyMetricIsInTheDashboard() {
    Set<String> shown =
        MonitoringFiles.samples(String.join("\n", MonitoringFiles.expressions())).stream()
            .map(sample -> sample.replaceAll("_(bucket|count|sum|max)$", ""))
            .collect(Collectors.toSet());
    assertThat(shown).containsAll(firstColumn("Metrics"));
  }

  @Test
  void everyAlertHasATest() {
    String tests = MonitoringFiles.text(MonitoringFiles.ALERTS_TEST);
    Set<String> fired =
        MonitoringFiles.matches(tests, "alertname: (\\w+)\\n +exp_alerts:\\n +- exp_labels");
    assertThat(fired).containsExactlyInAnyOrderElementsOf(MonitoringFiles.alerts());
  }

  private static Set<String> firstColumn(String heading) {
    return MonitoringFiles.matches(
        section(heading), "(?m)^\\| (?:\\*\\*)?`([a-z_-]+)`(?:\\*\\*)? \\|");
  }

  private static String section(String heading) {
    String from = PAGE.substring(PAGE.indexOf("\n## " + heading + "\n") + 1);
    int next = from.indexOf("\n## ");
    return next < 0 ? from : from.substring(0, next);
  }
}
