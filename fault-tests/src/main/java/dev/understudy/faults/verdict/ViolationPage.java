package dev.understudy.faults.verdict;

import static dev.understudy.faults.Markup.escaped;
import static dev.understudy.faults.verdict.Numbers.format;
import static dev.understudy.faults.verdict.Numbers.millis;

import dev.understudy.faults.client.Recorded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A broken promise as a page for people: what is wrong, the calls that show it, and what else
 * happened at that time on the same keys. The page needs nothing but itself: no scripts, no fonts,
 * no network.
 */
public final class ViolationPage {

  /**
   * What there is to show.
   *
   * @param title the plan, its seed and the group
   * @param calls of all clients
   * @param faults that were brought about
   * @param start of the run, which times are counted from: a reading of {@link System#nanoTime}
   */
  public record Run(String title, List<Recorded> calls, List<Band> faults, long start) {

    public Run {
      calls = List.copyOf(calls);
      faults = List.copyOf(faults);
    }
  }

  private static final String STYLE =
      """
      :root { color-scheme: light dark; --paper: #fbfaf7; --ink: #1d2129; --soft: #666d7a;
        --line: #d9d7cf; --card: #ffffff; --ok: #7d93b2; --fail: #b9bdc6; --unknown: #c79a3a;
        --bad: #c4302b; --badge: #ffffff; --fault: #e0803c; }
      @media (prefers-color-scheme: dark) { :root { --paper: #14171c; --ink: #e8e6e1;
        --soft: #9aa2b1; --line: #2f3540; --card: #1b1f26; --ok: #6f89ad; --fail: #4b515d;
        --unknown: #c79a3a; --bad: #f0625a; --badge: #14171c; --fault: #d9803f; } }
      * { box-sizing: border-box; }
      body { margin: 0 auto; padding: 2.5rem 1.25rem 4rem; max-width: 1260px; color: var(--ink);
        background: var(--paper); font: 16px/1.55 system-ui, sans-serif; }
      header p { margin: 0; color: var(--soft); }
      h1 { margin: .2rem 0 1rem; font-size: 1.7rem; line-height: 1.25; }
      .verdict { margin: 0 0 2rem; padding: .9rem 1.1rem; background: var(--card);
        border-left: 4px solid var(--bad); border-radius: 4px; overflow-wrap: anywhere; }
      h2 { margin: 2.4rem 0 .6rem; font-size: 1.1rem; }
      figure { margin: 0; overflow-x: auto; background: var(--card);
        border: 1px solid var(--line); border-radius: 8px; }
      svg { display: block; width: 100%; min-width: 760px; height: auto; font: 11px ui-monospace,
        monospace; }
      .lane { text-anchor: end; fill: var(--ink); font-size: 12px; }
      .rule, .tick { stroke: var(--line); } .tick { stroke-dasharray: 2 4; }
      .time { text-anchor: middle; fill: var(--soft); }
      .band { fill: var(--fault); fill-opacity: .13; }
      .fault { fill: var(--fault); font-weight: 600; }
      .call rect { fill: var(--ok); fill-opacity: .75; }
      .call.fail rect { fill: none; stroke: var(--fail); stroke-width: 1.5; }
      .call.unknown rect { fill: url(#open); }
      .stop { stop-color: var(--unknown); } .stop.end { stop-opacity: .12; }
      .call.offending rect { stroke: var(--bad); stroke-width: 2; }
      .call.ok.offending rect { fill: var(--bad); fill-opacity: .4; }
      .call circle { fill: var(--bad); }
      .call text { fill: var(--badge); text-anchor: middle; font-weight: 700; }
      .call .label { fill: var(--ink); text-anchor: start; font-weight: 400; stroke: var(--card);
        stroke-width: 3; paint-order: stroke; }
      .call .label.left { text-anchor: end; }
      .legend { display: flex; flex-wrap: wrap; gap: .3rem 1.4rem; margin: .6rem 0 0; padding: 0;
        list-style: none; color: var(--soft); font-size: .85rem; }
      .legend i { display: inline-block; width: 22px; height: 10px; margin-right: .5em;
        border-radius: 3px; background: var(--ok); }
      .legend .f { background: none; border: 1.5px solid var(--fail); }
      .legend .u { background: linear-gradient(90deg, var(--unknown), transparent); }
      .legend .b { background: var(--bad); }
      .legend .s { background: var(--fault); opacity: .3; }
      .table { overflow-x: auto; }
      table { border-collapse: collapse; width: 100%; font-size: .88rem; }
      th, td { padding: .35rem .7rem .35rem 0; text-align: left; vertical-align: top;
        border-bottom: 1px solid var(--line); }
      th { color: var(--soft); font-weight: 500; }
      th.n, td.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
      td code { font: .95em ui-monospace, monospace; overflow-wrap: anywhere; }
      tr.bad td:first-child { color: var(--bad); font-weight: 700; }
      summary { margin-top: 1rem; cursor: pointer; color: var(--soft); }
      """;

  private static final String LEGEND =
      """
      <ul class="legend">
      <li><i class="b"></i>offending</li><li><i></i>answered</li>
      <li><i class="u"></i>outcome unknown: at any time after its begin, or never</li>
      <li><i class="f"></i>refused</li><li><i class="s"></i>fault</li>
      </ul>
      """;

  private final Verdict.Broken verdict;
  private final Run run;
  private final StringBuilder page = new StringBuilder();

  private ViolationPage(Verdict.Broken verdict, Run run) {
    this.verdict = verdict;
    this.run = run;
  }

  /** Writes the page. */
  public static void write(Path file, Verdict.Broken verdict, Run run) throws IOException {
    Files.writeString(file, html(verdict, run));
  }

  /** The page. */
  public static String html(Verdict.Broken verdict, Run run) {
    return new ViolationPage(verdict, run).html();
  }

  private String html() {
    page.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    page.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    page.append("<title>Broken: ").append(escaped(run.title())).append("</title>\n<style>\n");
    page.append(STYLE).append("</style>\n</head>\n<body>\n<header><p>");
    page.append(escaped(run.title())).append("</p>\n<h1>A promise was broken</h1></header>\n");
    page.append("<p class=\"verdict\">").append(escaped(verdict.what())).append("</p>\n");
    List<Scene> scenes = Scene.of(verdict.operations(), run.calls());
    for (Scene scene : scenes) {
      append(scene);
    }
    page.append(LEGEND);
    table("Offending operations", verdict.operations());
    for (Scene scene : scenes) {
      page.append("<details><summary>All that is shown from ");
      page.append(millis(scene.from() - run.start())).append(" ms on</summary>\n");
      table("", scene.calls());
      page.append("</details>\n");
    }
    return page.append("</body>\n</html>\n").toString();
  }

  private void append(Scene scene) {
    page.append("<h2>From ").append(millis(scene.from() - run.start())).append(" to ");
    page.append(millis(scene.to() - run.start())).append(" ms</h2>\n<figure>\n");
    page.append(new Picture(scene, verdict.operations(), run.faults(), run.start()).svg());
    page.append("</figure>\n");
  }

  private void table(String title, List<Recorded> calls) {
    if (!title.isEmpty()) {
      page.append("<h2>").append(title).append("</h2>\n");
    }
    page.append("<div class=\"table\"><table><tr><th></th><th>client, call and answer</th>");
    page.append(
        "<th class=\"n\">from, ms</th><th class=\"n\">to, ms</th><th class=\"n\">at</th></tr>\n");
    for (Recorded call : calls) {
      int number = verdict.operations().indexOf(call) + 1;
      String index = call.answer().index() == 0 ? "" : "" + call.answer().index();
      page.append(
          format(
              "<tr%s><td>%s</td><td><code>%s</code></td><td class=\"n\">%s</td>"
                  + "<td class=\"n\">%s</td><td class=\"n\">%s</td></tr>%n",
              number > 0 ? " class=\"bad\"" : "",
              number > 0 ? number : "",
              escaped(call.toString()),
              millis(call.from() - run.start()),
              call.isUnknown()
                  ? "gave up " + millis(call.to() - run.start())
                  : millis(call.to() - run.start()),
              index));
    }
    page.append("</table></div>\n");
  }
}
