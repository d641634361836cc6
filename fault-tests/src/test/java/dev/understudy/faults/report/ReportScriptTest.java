package dev.understudy.faults.report;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.understudy.browser.Chromium;
import dev.understudy.browser.Chromium.Look;
import dev.understudy.browser.NeedsChromium;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The report in a real browser: what its script draws, and what a reader can do with it. */
@ExtendWith(NeedsChromium.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportScriptTest {

  /** Whether a colour of the style sheet is somewhere in a part of the first canvas of a kind. */
  private static final String SEEN =
      """
      ([colour, kind, left, right, top, bottom]) => {
        const canvas = document.querySelector(kind);
        if (!canvas) return false;
        const one = document.createElement("canvas").getContext("2d");
        one.fillStyle = getComputedStyle(document.documentElement).getPropertyValue("--" + colour);
        one.fillRect(0, 0, 1, 1);
        const wanted = Array.from(one.getImageData(0, 0, 1, 1).data);
        const area = document.querySelector(".u-over").getBoundingClientRect();
        const box = canvas.getBoundingClientRect();
        const ratio = canvas.width / box.width;
        const x = (part) => Math.round((area.left - box.left + part * area.width) * ratio);
        const { data } = canvas.getContext("2d").getImageData(
          x(left), top * ratio, Math.max(1, x(right) - x(left)), (bottom - top) * ratio);
        for (let at = 0; at < data.length; at += 4) {
          if (wanted.every((value, index) => Math.abs(value - data[at + index]) < 40)) return true;
        }
        return false;
      }
      """;

  private static final String PLOT = ".uplot canvas";
  private static final String LANES = "canvas.lanes";
  private static final int LANE_PIXELS = 22;

  /** The whole run lasts 10 s. */
  private static final double WHOLE_SECONDS = 10;

  /**
   * Part of a canvas.
   *
   * @param left where it begins, from 0 to 1 in the plot
   * @param right where it ends, likewise
   * @param top in CSS pixels
   * @param bottom likewise
   */
  private record Part(String kind, double left, double right, int top, int bottom) {

    /** A moment of the plot of the whole run, in the space of the faults' numbers. */
    static Part number(double seconds) {
      return new Part(
          PLOT, (seconds - 0.2) / WHOLE_SECONDS, (seconds + 0.2) / WHOLE_SECONDS, 2, 17);
    }

    /** Likewise, where the latencies are. */
    static Part latency(double seconds) {
      return new Part(PLOT, seconds / WHOLE_SECONDS, seconds / WHOLE_SECONDS, 20, 195);
    }

    /** Likewise, in a lane. */
    static Part lane(int number, double seconds) {
      int top = number * LANE_PIXELS;
      double part = seconds / WHOLE_SECONDS;
      return new Part(LANES, part - 0.005, part + 0.005, top + 3, top + LANE_PIXELS - 3);
    }
  }

  private Chromium chromium;
  private String url = "";

  static List<Look> looks() {
    return List.of(Look.WIDE_LIGHT, Look.PHONE_DARK);
  }

  @BeforeAll
  void start(@TempDir Path folder) {
    Report.write(folder, List.of(run().named("a plan"), run().without("terms").named("a plan")));
    url = folder.resolve(Report.PAGE).toUri().toString();
    chromium = new Chromium();
  }

  @AfterAll
  void stop() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @AfterEach
  void noPageComplained() {
    chromium.closePages();
    assertThat(chromium.complaints()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("looks")
  void theLatencyIsDrawnBeforeTheFaults(Look look) {
    Page page = open(look);

    awaitSeen(page, "p50", Part.latency(1.37));
    awaitSeen(page, "worst", Part.latency(1.37));
    awaitSeen(page, "fault", Part.latency(3.37));
    awaitSeen(page, "fault", Part.latency(6.22));
    assertThat(seen(page, "fault", Part.latency(1.37))).isFalse();
    assertThat(seen(page, "fault", Part.latency(5.37))).isFalse();
    awaitSeen(page, "fault-ink", Part.number(3));
    awaitSeen(page, "fault-ink", Part.number(6.25));
    assertThat(seen(page, "fault-ink", Part.number(1.37))).isFalse();
  }

  @ParameterizedTest
  @MethodSource("looks")
  void theLanesTellOfRequestsOfTheGroupOfEachServerAndOfMomentsInSync(Look look) {
    Page page = open(look);

    awaitSeen(page, "failed", Part.lane(0, 6.25));
    awaitSeen(page, "unknown", Part.lane(0, 3.05));
    assertThat(seen(page, "failed", Part.lane(0, 1.37))).isFalse();
    awaitSeen(page, "several", Part.lane(1, 2.75));
    awaitSeen(page, "none", Part.lane(1, 6.25));
    assertThat(seen(page, "none", Part.lane(1, 1.37))).isFalse();
    awaitSeen(page, "master", Part.lane(2, 1.37));
    assertThat(seen(page, "master", Part.lane(2, 5.37))).isFalse();
    awaitSeen(page, "master", Part.lane(3, 5.37));
    assertThat(seen(page, "master", Part.lane(3, 1.37))).isFalse();
    awaitSeen(page, "consistent", Part.lane(4, 4.25));
    assertThat(seen(page, "consistent", Part.lane(4, 5.37))).isFalse();
    assertThat(page.evaluate("document.querySelector('" + LANES + "').clientHeight"))
        .isEqualTo(5 * LANE_PIXELS);
  }

  @Test
  void theNumberOfAFaultShowsItCloserAndAnotherButtonTheWholeRun() {
    Page page = open(Look.WIDE_LIGHT);
    Part middle = Part.latency(WHOLE_SECONDS / 2);
    Locator figure = page.locator("#run-0 > figure");
    awaitSeen(page, "p50", Part.latency(1.37));
    assertThat(seen(page, "fault", middle)).isFalse();

    page.locator("#run-0 > .table button[data-fault='0']").click();

    // from 1.25 to 5 s, as it befell from 2 to 4 s and all were in sync after 4.25 s
    awaitSeen(page, "fault", middle);
    assertThat(figure).hasClass("zoomed");

    figure.getByText("whole run").click();

    assertThat(figure).not().hasClass("zoomed");
    page.waitForCondition(() -> !seen(page, "fault", middle));
  }

  @Test
  void whoPointsAtAMomentReadsWhatWasThen() {
    Page page = open(Look.WIDE_LIGHT);
    Locator readout = page.locator("#run-0 > figure > .readout");
    assertThat(readout).containsText("Point at the plot");

    point(page, 1.37);
    assertThat(readout).containsText("master 1 (epoch 1)");
    assertThat(readout).containsText("p50 5");

    point(page, 6.25);
    assertThat(readout).containsText("no master");
    assertThat(readout).containsText("2 kill");
    assertThat(readout).containsText("failed");
  }

  @Test
  void aControlIsDrawnWhenItIsUnfolded() {
    Page page = open(Look.WIDE_LIGHT);
    assertThat(page.locator(LANES)).hasCount(1);

    page.getByText("Without terms", new Page.GetByTextOptions().setExact(true)).click();

    assertThat(page.locator(LANES)).hasCount(2);
    assertThat(page.locator("#run-1 canvas.lanes")).isVisible();
  }

  /** Two faults, the first with two masters, the second with none for a while. */
  private static Runs run() {
    Runs run =
        Runs.lasting(0, 10_000)
            .fault("split", 2000, 4000)
            .fault("kill", 6000, 6500)
            .master("1", 1, 0, 3000)
            .master("2", 2, 2500, 6100)
            .master("1", 3, 6400, 10_000)
            .consistentAt(500, 4250, 7000);
    // five in each of the plot's 20 ms, one of them slow
    for (int at = 0; at < 10_000; at += 4) {
      boolean fails = at >= 6100 && at < 6400;
      run.call(at, at + (at % 20 == 0 ? 40 : 5), fails ? Outcome.FAILED : Outcome.OK);
    }
    return run.call(3000, 3100, Outcome.UNKNOWN);
  }

  private Page open(Look look) {
    Page page = chromium.open(url, look);
    page.locator(LANES).first().waitFor();
    return page;
  }

  private static void point(Page page, double seconds) {
    Locator area = page.locator(".u-over").first();
    double width = area.boundingBox().width;
    area.hover(new Locator.HoverOptions().setPosition(seconds / WHOLE_SECONDS * width, 50));
  }

  private static void awaitSeen(Page page, String colour, Part part) {
    page.waitForCondition(() -> seen(page, colour, part));
  }

  private static boolean seen(Page page, String colour, Part part) {
    List<Object> arguments =
        List.of(colour, part.kind, part.left, part.right, part.top, part.bottom);
    return Boolean.TRUE.equals(page.evaluate(SEEN, arguments));
  }
}
