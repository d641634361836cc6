package dev.understudy.faults.report;

/** The table in which each run is one row. */
final class RunTable {

  private RunTable() {}

  static HtmlTable begun(String caption) {
    return new HtmlTable(
        caption,
        "run",
        "verdict",
        "ok",
        "failed",
        "unknown",
        "retried",
        "skipped",
        "longest without a master",
        "several masters",
        "at the end",
        "until consistent",
        "p50",
        "p99",
        "worst");
  }

  static void row(HtmlTable table, Html name, RunFigures figures) {
    Calls calls = figures.calls();
    Html consistent =
        figures.untilConsistentNanos().isPresent() || figures.faults().isEmpty()
            ? HtmlTable.number(Shown.millis(figures.untilConsistentNanos()))
            : HtmlTable.words(Badge.notSeen());
    table.row(
        name,
        HtmlTable.words(Badge.of(figures.run())),
        HtmlTable.number(Shown.count(calls.ok())),
        HtmlTable.number(Shown.count(calls.failed())),
        HtmlTable.number(Shown.count(calls.unknown())),
        HtmlTable.number(Shown.count(calls.retried())),
        HtmlTable.number(Shown.count(figures.run().skipped())),
        HtmlTable.number(Shown.millis(figures.longestWithoutMasterNanos())),
        HtmlTable.number(Shown.millis(figures.run().totalOf(figures.severalMasters()))),
        HtmlTable.number(Shown.millis(figures.severalAtEndNanos())),
        consistent,
        HtmlTable.number(Shown.millis(calls.latency(Calls.Latency::p50Nanos))),
        HtmlTable.number(Shown.millis(calls.latency(Calls.Latency::p99Nanos))),
        HtmlTable.number(Shown.millis(calls.latency(Calls.Latency::worstNanos))));
  }
}
