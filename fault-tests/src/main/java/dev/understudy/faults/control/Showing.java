package dev.understudy.faults.control;

import dev.understudy.faults.plan.Episode;
import dev.understudy.faults.report.Conclusion;
import dev.understudy.faults.report.Finding;
import dev.understudy.faults.report.RunData;
import dev.understudy.faults.report.Spans;
import dev.understudy.faults.verdict.Losses;
import dev.understudy.faults.verdict.Verdict;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * What one run of a comparison showed.
 *
 * @param control what was taken out; empty for the product itself
 * @param data for the report
 * @param good whether every promise was kept, and all was well again after every fault
 * @param severalAtEndMillis how long there had been several masters when the run ended; 0 if there
 *     were not
 */
record Showing(
    Optional<Control> control,
    RunData data,
    boolean good,
    Verdict verdict,
    Losses losses,
    long severalAtEndMillis) {

  /** Several times what the product needs until one is left. */
  private static final long LEAST_MILLIS = 3_000;

  /**
   * Of a played episode.
   *
   * @param folder of its files, beside the report
   */
  static Showing of(Optional<Control> control, Episode.Result result, String folder) {
    RunData data = result.data();
    long several = Duration.ofNanos(Spans.severalAtEnd(data.masters(), data.time())).toMillis();
    String text =
        String.format(
            Locale.ROOT,
            "%s; acknowledged writes lost: %d, counted twice: %d%s",
            data.conclusion().text(),
            result.losses().lost(),
            result.losses().duplicated(),
            several > 0 ? "; several masters for the last " + several + " ms" : "");
    String page = result.verdict() instanceof Verdict.Broken ? folder + "/violation.html" : "";
    Finding found = data.conclusion().finding();
    Showing showing =
        new Showing(control, data, result.isGood(), result.verdict(), result.losses(), several);
    boolean real = control.orElse(Control.NOTHING) == Control.NOTHING;
    // a control breaks as it should in one way only, whatever else was not as promised
    Finding shown = showing.complaint().isEmpty() ? Finding.BROKEN : Finding.NOT_SHOWN;
    Conclusion conclusion = new Conclusion(real ? found : shown, text, page);
    return showing.telling(told(data, control, conclusion));
  }

  private Showing telling(RunData told) {
    return new Showing(control, told, good, verdict, losses, severalAtEndMillis);
  }

  private static RunData told(RunData data, Optional<Control> control, Conclusion conclusion) {
    // with nothing taken out it is no control for the report, which expects one to break
    boolean whole = control.equals(Optional.of(Control.NOTHING));
    return new RunData(
        whole ? data.plan() + ", by the program of the controls" : data.plan(),
        data.seed(),
        data.mode(),
        data.setup(),
        whole ? RunData.REAL : control.map(Control::text).orElse(RunData.REAL),
        data.time(),
        data.faults(),
        data.samples(),
        data.skipped(),
        data.masters(),
        data.consistent(),
        conclusion);
  }

  /** Whether it ended with several masters, and not only for a moment. */
  boolean stays() {
    return severalAtEndMillis >= LEAST_MILLIS;
  }

  /** What is not as it has to be: without something it has to break, in the way of that thing. */
  Optional<String> complaint() {
    String where = data.mode() + " " + data.plan() + ", seed " + data.seed();
    Control missing = control.orElse(Control.NOTHING);
    return switch (missing) {
      case NOTHING ->
          good && !stays()
              ? Optional.empty()
              : Optional.of(where + ": a promise was broken, or several masters stayed");
      case SELF_MONITORING, CORRECTION ->
          stays()
              ? Optional.empty()
              : Optional.of(
                  where
                      + ", without "
                      + missing.text()
                      + ": one master was left all the same, so the tests do not show what it is"
                      + " good for");
      case GROUP ->
          verdict instanceof Verdict.Broken
              ? Optional.empty()
              : Optional.of(
                  where
                      + ", without "
                      + missing.text()
                      + ": nothing was seen to be lost, so the tests do not show what a group is"
                      + " good for");
    };
  }

  /** What was broken, in a word. */
  String outcome() {
    if (verdict instanceof Verdict.Broken) {
      return "broken";
    }
    if (verdict instanceof Verdict.Undecided) {
      return "undecided";
    }
    return good ? "kept" : "not well again";
  }
}
