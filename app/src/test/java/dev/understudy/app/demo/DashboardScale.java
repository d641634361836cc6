package dev.understudy.app.demo;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import dev.understudy.browser.Chromium;
import dev.understudy.browser.Chromium.Look;
import dev.understudy.browser.MainThread;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeoutException;

/**
 * Measures the dashboard with very many groups and events: when it paints first, what holds its
 * main thread up, and whether its memory grows.
 */
final class DashboardScale {

  private static final int GROUPS = 1_000;
  private static final int EVENTS_PER_SECOND = 200;
  private static final int SAMPLES = 5;
  private static final double MEBIBYTE = 1024 * 1024;

  private static final double OPENING_MILLIS = 3_000;

  private static final String FIRST_PAINT =
      "performance.getEntriesByName('first-contentful-paint')[0].startTime";

  private final PrintStream out = System.out;

  private DashboardScale() {}

  /** For so many seconds a page. */
  public static void main(String[] arguments) throws TimeoutException {
    int seconds = Integer.parseInt(arguments[0]);
    DashboardScale scale = new DashboardScale();
    try (ManyGroups groups = new ManyGroups(GROUPS, EVENTS_PER_SECOND);
        Chromium chromium = new Chromium()) {
      groups.start();
      scale.out.printf("%d groups, %d events/s, %d s a page%n", GROUPS, EVENTS_PER_SECOND, seconds);
      // a browser that has just started is slower than one that runs
      chromium.open(groups.url() + "health/live", Look.WIDE_LIGHT).waitForTimeout(3_000);
      scale.measure("all groups", chromium, groups.url(), "table.groups tbody tr", seconds);
      String group = groups.url() + "#/groups/group-0000";
      scale.measure("one group", chromium, group, ".card[data-role=master]", seconds);
      List<String> complaints = chromium.complaints();
      complaints.forEach(scale.out::println);
    }
  }

  private void measure(String name, Chromium chromium, String url, String content, int seconds) {
    Page page = chromium.open("about:blank", Look.WIDE_LIGHT);
    chromium.watchTasks(page);
    long opened = System.nanoTime();
    page.navigate(url);
    page.locator(content).first().waitFor();
    long filled = (System.nanoTime() - opened) / 1_000_000;
    page.waitForTimeout(OPENING_MILLIS);
    out.printf(
        "%s: first paint after %.0f ms, filled after %d ms; %s%n",
        name, number(page.evaluate(FIRST_PAINT)), filled, text(chromium.tasks()));
    CDPSession devtools = page.context().newCDPSession(page);
    for (int i = 1; i <= SAMPLES; i++) {
      chromium.watchTasks(page);
      page.waitForTimeout(seconds * 1_000.0 / SAMPLES);
      MainThread tasks = chromium.tasks();
      devtools.send("HeapProfiler.collectGarbage");
      JsonObject heap = devtools.send("Runtime.getHeapUsage");
      out.printf(
          "%s: after %4d s heap %5.1f MiB, %d elements; %s%n",
          name,
          i * seconds / SAMPLES,
          heap.get("usedSize").getAsDouble() / MEBIBYTE,
          (long) number(page.evaluate("document.getElementsByTagName('*').length")),
          text(tasks));
    }
    page.context().close();
  }

  private static String text(MainThread tasks) {
    return String.format(
        Locale.ROOT,
        "longest task %.0f ms of processor time, %.0f ms by the clock; %d over 50 ms of processor"
            + " time",
        tasks.longestProcessorMillis(),
        tasks.longestWallMillis(),
        tasks.over(50));
  }

  private static double number(Object value) {
    return ((Number) value).doubleValue();
  }
}
