package dev.understudy.faults.report;

import java.util.List;
import java.util.stream.IntStream;

/**
 * One run on the page: its verdict, its plot, what each fault cost; and the controls beside it.
 *
 * @param number of the run in the document
 * @param figures what it showed
 * @param controls the runs of the same plan with something taken out
 */
record RunSection(int number, RunFigures figures, List<RunSection> controls) {

  /** The section's anchor. */
  String anchor() {
    return "run-" + number;
  }

  Html html() {
    return Html.tag(
        "section",
        List.of(Html.attribute("id", anchor()), Html.attribute("class", "run")),
        Html.tag("h2", Html.text(title(figures.run()))),
        body(),
        controls.isEmpty() ? Html.NOTHING : comparison());
  }

  static String title(RunData run) {
    return run.isControl() ? run.plan() + ", without " + run.control() : run.plan();
  }

  private Html body() {
    RunData run = figures.run();
    String facts =
        run.mode()
            + ", seed "
            + run.seed()
            + ": "
            + run.setup()
            + "; "
            + Shown.duration(run.time().nanos())
            + ", "
            + Shown.things(run.faults().size(), "fault")
            + ", "
            + Shown.things(run.samples().size(), "request");
    return Html.all(
        Html.tag("p", Html.attribute("class", "facts"), Html.text(facts)),
        Html.tag(
            "p",
            Badge.of(run),
            Html.text(" " + run.conclusion().text() + " "),
            Badge.pageOf(run.conclusion())),
        figure(),
        run.faults().isEmpty() ? Html.NOTHING : faults());
  }

  /** Filled in by the page's script, from the document. */
  private Html figure() {
    String summary =
        "Latency of requests over time, faults and masters, of " + title(figures.run());
    List<Html.Attribute> plot =
        List.of(
            Html.attribute("class", "plot"),
            Html.attribute("data-run", number),
            Html.attribute("role", "img"),
            Html.attribute("aria-label", summary));
    return Html.tag(
        "figure",
        Html.tag("div", plot),
        Html.tag("figcaption", Html.attribute("class", "readout")));
  }

  private Html faults() {
    HtmlTable table =
        new HtmlTable(
            "Faults: milliseconds, and numbers of requests",
            "fault",
            "befell",
            "from",
            "lasted",
            "without a master",
            "several masters",
            "until consistent",
            "failed",
            "unknown",
            "retried",
            "p50",
            "p99",
            "worst");
    IntStream.range(0, figures.faults().size())
        .forEach(index -> row(table, index, figures.faults().get(index)));
    return table.html();
  }

  private void row(HtmlTable table, int index, FaultFigures found) {
    FaultSpan fault = found.fault();
    Span time = figures.run().time();
    Calls calls = found.calls();
    table.row(
        Html.all(
            zoom(index),
            Html.text(" " + fault.what()),
            Html.tag("small", Html.text(fault.story()))),
        HtmlTable.words(Html.all(fault.hosts().stream().map(RunSection::line))),
        HtmlTable.number(Shown.seconds(fault.fromNanos() - time.fromNanos())),
        HtmlTable.number(Shown.millis(fault.toNanos() - fault.fromNanos())),
        HtmlTable.number(Shown.millis(found.withoutMasterNanos())),
        HtmlTable.number(Shown.millis(found.severalMastersNanos())),
        consistent(found),
        HtmlTable.number(Shown.count(calls.failed())),
        HtmlTable.number(Shown.count(calls.unknown())),
        HtmlTable.number(Shown.count(calls.retried())),
        HtmlTable.number(Shown.millis(calls.latency(Calls.Latency::p50Nanos))),
        HtmlTable.number(Shown.millis(calls.latency(Calls.Latency::p99Nanos))),
        HtmlTable.number(Shown.millis(calls.latency(Calls.Latency::worstNanos))));
  }

  private static Html line(String host) {
    return Html.tag("div", Html.text(host));
  }

  private static Html consistent(FaultFigures found) {
    return found.untilConsistentNanos().isPresent()
        ? HtmlTable.number(Shown.millis(found.untilConsistentNanos()))
        : HtmlTable.words(Badge.notSeen());
  }

  private static Html zoom(int index) {
    List<Html.Attribute> button =
        List.of(
            Html.attribute("type", "button"),
            Html.attribute("data-fault", index),
            Html.attribute("title", "Show this fault in the plot"));
    return Html.tag("button", button, Html.text(index + 1));
  }

  private Html comparison() {
    HtmlTable table = RunTable.begun("With and without: milliseconds, and numbers of requests");
    RunTable.row(table, Html.text("as it is"), figures);
    controls.forEach(
        control ->
            RunTable.row(
                table, Html.text("without " + control.figures.run().control()), control.figures));
    return Html.all(
        Html.tag("h3", Html.text("The same plan with something taken out")),
        table.html(),
        Html.all(controls.stream().map(RunSection::folded)));
  }

  private Html folded() {
    return Html.tag(
        "details",
        List.of(Html.attribute("id", anchor()), Html.attribute("class", "run")),
        Html.tag("summary", Html.text("Without " + figures.run().control())),
        body());
  }
}
