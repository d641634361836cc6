package dev.understudy.faults.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReportPageTest {

  private static final String HOSTILE = "<img src=x onerror=alert(1)>\"'&</script><!--";

  private static RunData run(String plan) {
    return Runs.lasting(0, 10_000)
        .fault("split", 1000, 2000)
        .master("1", 1, 0, 10_000)
        .consistentAt(2250)
        .call(1100, 1103, Outcome.OK)
        .named(plan);
  }

  private static String page(RunData... runs) {
    List<RunFigures> figures = List.of(runs).stream().map(RunFigures::of).toList();
    return ReportPage.of(figures, ReportJson.of(figures));
  }

  @Test
  void thePageLoadsNothingFromAnywhere() {
    String page = page(run("a plan"));

    assertThat(page).doesNotContain("http://").doesNotContain("https://");
    assertThat(page).doesNotContainPattern("(?i)\\ssrc\\s*=\\s*[\"']|url\\(|@import");
    assertThat(page).contains("default-src 'none'");
    assertThat(all(page, "href=\"([^\"]*)\"")).containsOnly("data:,", "#run-0");
  }

  @Test
  void thePageCarriesUPlotAndItsLicence() {
    assertThat(page(run("a plan"))).contains("var uPlot=", "The MIT License", "Leon Sorokin");
  }

  @Test
  void whatRunsSayIsNeverMarkup() {
    RunData hostile =
        Runs.lasting(0, 10_000)
            .fault(HOSTILE, 1000, 2000)
            .master(HOSTILE, 1, 0, 10_000)
            .concluding(Conclusion.of(Finding.BROKEN, HOSTILE))
            .named(HOSTILE);
    RunData control = Runs.lasting(0, 10_000).without(HOSTILE).named(HOSTILE);

    String page = page(hostile, control);

    assertThat(page).doesNotContain("<img").doesNotContain("<!--");
    assertThat(all(page, "<(/?script)\\b")).hasSize(6);
    assertThat(page).contains("&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;&lt;/script&gt;");
  }

  @Test
  void theDocumentInThePageIsTheDocument() {
    List<RunFigures> figures = List.of(RunFigures.of(run(HOSTILE)));
    JsonObject document = ReportJson.of(figures);

    String inert = PageFrame.inert(document);

    assertThat(inert).doesNotContain("<").doesNotContain(">").doesNotContain("&");
    assertThat(new JsonObject(inert)).isEqualTo(new JsonObject(document.encode()));
    assertThat(ReportPage.of(figures, document)).contains(inert);
  }

  @Test
  void aControlStandsBesideItsRealRun() {
    RunData control =
        Runs.lasting(0, 10_000)
            .without("self-monitoring")
            .concluding(new Conclusion(Finding.BROKEN, "two masters", "violations/7.html"))
            .named("a plan");

    String page = page(control, run("another plan"), run("a plan"));

    assertThat(all(page, "<(section|details) id=\"(run-\\d)\""))
        .containsExactly("section run-1", "section run-2", "details run-0");
    assertThat(page)
        .contains("broken, as it should", "href=\"violations/7.html\"", "1 of 1 control broke");
  }

  @Test
  void aControlThatDidNotDoWhatItShouldIsNotCalledBrokenAsItShould() {
    Conclusion missed = Conclusion.of(Finding.NOT_SHOWN, "not well again in time");
    String page =
        page(Runs.lasting(0, 10).without("Correction").concluding(missed).named("a plan"));

    assertThat(page).contains("not broken as it should", "0 of 1 control broke");
  }

  @Test
  void aControlWithoutARealRunStandsAlone() {
    String page = page(Runs.lasting(0, 10_000).without("Correction").named("a plan"));

    assertThat(page).contains("<section id=\"run-0\"", "a plan, without Correction", "saw nothing");
  }

  @Test
  void aFaultThatWasNotSeenToMendSaysSo() {
    RunData run = Runs.lasting(0, 10_000).fault("split", 1000, 2000).named("a plan");

    assertThat(page(run)).contains("not seen");
    assertThat(page(run("a plan"))).doesNotContain("not seen");
  }

  @Test
  void thePageShowsWhatWasRetriedAndWhatWasSkipped() {
    RunData run =
        Runs.lasting(0, 10_000)
            .fault("split", 1000, 2000)
            .consistentAt(2250)
            .sentAgain(100, 700, 1)
            .sentAgain(1100, 1400, 2)
            .skipping(17)
            .named("a plan");

    assertThat(numbersUnder(page(run), "retried")).containsExactly("2", "1");
    assertThat(numbersUnder(page(run), "skipped")).containsExactly("17");
    assertThat(numbersUnder(page(run("a plan")), "retried"))
        .containsExactly(Shown.NONE, Shown.NONE);
  }

  @Test
  void aReportOfNothingIsAPageToo() {
    assertThat(page()).contains("<h1>Fault report</h1>", "0 of 0 runs");
  }

  @Test
  void aVerdictLinksToPagesBesideTheReportOnly() {
    for (String page : List.of("javascript:alert(1)", "//host/x", "/etc/x", "../x", "a/../x")) {
      assertThatThrownBy(() -> new Conclusion(Finding.BROKEN, "lost", page))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void numbersAreShownAsPeopleReadThem() {
    assertThat(Shown.millis(0)).isEqualTo("0");
    assertThat(Shown.millis(1_250_000)).isEqualTo("1.2");
    assertThat(Shown.millis(Runs.nanos(12_345))).isEqualTo("12\u202f345");
    assertThat(Shown.seconds(Runs.nanos(1_234))).isEqualTo("1.23 s");
    assertThat(Shown.duration(Runs.nanos(61_000))).isEqualTo("1 min 1 s");
    assertThat(Shown.things(1, "run")).isEqualTo("1 run");
  }

  /** What the first row of each table says in the column of that head. */
  private static List<String> numbersUnder(String page, String head) {
    List<String> found = new ArrayList<>();
    for (String table : all(page, "(?s)<table>(.*?)</table>")) {
      int column = all(table, "<th scope=\"col\">([^<]*)<").indexOf(head);
      if (column > 0) {
        found.add(all(table, "(?s)<td[^>]*>(.*?)</td>").get(column - 1));
      }
    }
    return found;
  }

  private static List<String> all(String page, String pattern) {
    return Pattern.compile(pattern).matcher(page).results().map(ReportPageTest::groups).toList();
  }

  private static String groups(MatchResult found) {
    return found.groupCount() == 1 ? found.group(1) : found.group(1) + " " + found.group(2);
  }
}
