package dev.understudy.faults.report;

import java.util.List;

/** The report in a few words. */
final class Sentence {

  private Sentence() {}

  static String of(List<RunFigures> runs) {
    List<RunFigures> real = ReportPage.real(runs).toList();
    long broken = count(real, Finding.BROKEN);
    long undecided = count(real, Finding.UNDECIDED);
    long kept = count(real, Finding.KEPT);
    return (broken > 0
            ? Shown.count(broken) + " of " + Shown.things(real.size(), "run") + " broke a promise."
            : "No promise was broken: "
                + Shown.count(kept)
                + " of "
                + Shown.things(real.size(), "run")
                + " kept them all.")
        + (undecided > 0 ? " " + Shown.count(undecided) + " undecided." : "")
        + controls(runs.stream().filter(figures -> figures.run().isControl()).toList());
  }

  private static String controls(List<RunFigures> controls) {
    return controls.isEmpty()
        ? ""
        : " "
            + Shown.count(count(controls, Finding.BROKEN))
            + " of "
            + Shown.things(controls.size(), "control")
            + " broke, as each should.";
  }

  private static long count(List<RunFigures> runs, Finding finding) {
    return runs.stream().filter(one -> one.run().conclusion().finding() == finding).count();
  }
}
