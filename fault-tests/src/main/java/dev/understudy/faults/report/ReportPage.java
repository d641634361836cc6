package dev.understudy.faults.report;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The report as one page that needs nothing else. */
final class ReportPage {

  private static final List<List<String>> TERMS =
      List.of(
          List.of(
              "Without a master, several masters",
              "by the word of the servers themselves: a server counts from when it says that it is"
                  + " master until it says that it is not, or is dead. At the end: how long there"
                  + " had been several when the run ended."),
          List.of(
              "Until consistent",
              "from the end of the fault to the first moment at which one server was master and all"
                  + " others were its backups in sync."),
          List.of(
              "The window of a fault",
              "from its begin until every server was consistent again, or the next fault began, or"
                  + " the run ended. Its figures are those of this window; requests count if they"
                  + " were under way in it."),
          List.of(
              "Failed, unknown",
              "a failed request was certainly not executed; of an unknown one the client does not"
                  + " know. Latencies are of answered requests, retries included."),
          List.of(
              "Retried, skipped",
              "a retried request was sent more than once; clients of the SDK count that, those of a"
                  + " gateway cannot. A skipped one was due and not made: too many were under way,"
                  + " or the clients stood still."),
          List.of(
              "Without something",
              "the same plan with a mechanism taken out. It has to break: that proves that the test"
                  + " sees what the mechanism prevents."));

  private ReportPage() {}

  static String of(List<RunFigures> runs, JsonObject document) {
    List<RunSection> sections = sections(runs);
    Html main =
        Html.tag(
            "main",
            header(runs),
            overview(sections),
            kinds(FaultKind.of(runs)),
            Html.all(sections.stream().map(RunSection::html)),
            terms());
    return PageFrame.around(main, document);
  }

  /** A control goes with the first real run that it plays like; without one it stands alone. */
  private static List<RunSection> sections(List<RunFigures> runs) {
    List<RunSection> sections = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      if (owner(i, runs) == i) {
        sections.add(new RunSection(i, runs.get(i), controlsOf(i, runs)));
      }
    }
    return sections;
  }

  private static List<RunSection> controlsOf(int owner, List<RunFigures> runs) {
    return IntStream.range(0, runs.size())
        .filter(index -> index != owner && owner(index, runs) == owner)
        .mapToObj(index -> new RunSection(index, runs.get(index), List.of()))
        .toList();
  }

  private static int owner(int control, List<RunFigures> runs) {
    RunData run = runs.get(control).run();
    return IntStream.range(0, runs.size())
        .filter(index -> run.isControl() && !runs.get(index).run().isControl())
        .filter(index -> runs.get(index).run().playsLike(run))
        .findFirst()
        .orElse(control);
  }

  private static Html header(List<RunFigures> runs) {
    List<RunData> real = real(runs).map(RunFigures::run).toList();
    long nanos = real.stream().mapToLong(run -> run.time().nanos()).sum();
    String extent =
        Shown.things(real.size(), "run")
            + ", "
            + Shown.things(real.stream().mapToLong(run -> run.faults().size()).sum(), "fault")
            + ", "
            + Shown.things(real.stream().mapToLong(run -> run.samples().size()).sum(), "request")
            + ", "
            + Shown.duration(nanos);
    return Html.tag(
        "header",
        Html.tag("h1", Html.text("Fault report")),
        Html.tag("p", Html.attribute("class", "lead"), Html.text(Sentence.of(runs))),
        Html.tag("p", Html.attribute("class", "facts"), Html.text(extent)));
  }

  static Stream<RunFigures> real(List<RunFigures> runs) {
    return runs.stream().filter(figures -> !figures.run().isControl());
  }

  private static Html overview(List<RunSection> sections) {
    HtmlTable table = RunTable.begun("Runs: milliseconds, and numbers of requests");
    for (RunSection section : sections) {
      RunTable.row(table, link(section), section.figures());
      section.controls().forEach(one -> RunTable.row(table, link(one), one.figures()));
    }
    return Html.tag("section", Html.tag("h2", Html.text("Runs")), table.html());
  }

  private static Html link(RunSection section) {
    RunData run = section.figures().run();
    return Html.all(
        Html.tag(
            "a", Html.attribute("href", "#" + section.anchor()), Html.text(RunSection.title(run))),
        Html.tag("small", Html.text(run.mode() + ", seed " + run.seed())));
  }

  private static Html kinds(List<FaultKind> kinds) {
    if (kinds.isEmpty()) {
      return Html.NOTHING;
    }
    HtmlTable table =
        new HtmlTable(
            "Kinds of faults: median and worst in milliseconds, and numbers of requests",
            "kind",
            "times",
            "without a master",
            "worst",
            "several masters",
            "worst",
            "until consistent",
            "worst",
            "failed",
            "unknown",
            "worst latency");
    kinds.forEach(kind -> row(table, kind));
    return Html.tag("section", Html.tag("h2", Html.text("Kinds of faults")), table.html());
  }

  private static void row(HtmlTable table, FaultKind kind) {
    Html worst =
        kind.notSeenConsistent() > 0
            ? HtmlTable.words(Badge.notSeen())
            : worst(kind.untilConsistent());
    table.row(
        Html.all(Html.text(kind.what()), Html.tag("small", Html.text(kind.mode()))),
        HtmlTable.number(Shown.count(kind.times())),
        median(kind.withoutMaster()),
        worst(kind.withoutMaster()),
        median(kind.severalMasters()),
        worst(kind.severalMasters()),
        median(kind.untilConsistent()),
        worst,
        HtmlTable.number(Shown.count(kind.failed())),
        HtmlTable.number(Shown.count(kind.unknown())),
        HtmlTable.number(Shown.millis(kind.worstLatencyNanos())));
  }

  private static Html median(Optional<Statistic> found) {
    return HtmlTable.number(found.map(one -> Shown.millis(one.medianNanos())).orElse(Shown.NONE));
  }

  private static Html worst(Optional<Statistic> found) {
    return HtmlTable.number(found.map(one -> Shown.millis(one.worstNanos())).orElse(Shown.NONE));
  }

  private static Html terms() {
    Html list =
        Html.all(
            TERMS.stream()
                .map(
                    term ->
                        Html.all(
                            Html.tag("dt", Html.text(term.get(0))),
                            Html.tag("dd", Html.text(term.get(1))))));
    return Html.tag("section", Html.tag("h2", Html.text("What is counted")), Html.tag("dl", list));
  }
}
