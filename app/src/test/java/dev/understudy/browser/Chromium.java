package dev.understudy.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The browser of this machine, without a window. Nothing is downloaded. */
public final class Chromium implements AutoCloseable {

  private static final double PATIENCE_MILLIS = 60_000;

  /**
   * How a page is looked at.
   *
   * @param width in CSS pixels
   * @param height likewise
   */
  public record Look(String name, int width, int height, ColorScheme colours) {

    public static final Look WIDE_LIGHT = new Look("wide-light", 1280, 900, ColorScheme.LIGHT);
    public static final Look WIDE_DARK = new Look("wide-dark", 1280, 900, ColorScheme.DARK);
    public static final Look PHONE_LIGHT = new Look("phone-light", 375, 812, ColorScheme.LIGHT);
    public static final Look PHONE_DARK = new Look("phone-dark", 375, 812, ColorScheme.DARK);

    public static final List<Look> ALL = List.of(WIDE_LIGHT, WIDE_DARK, PHONE_LIGHT, PHONE_DARK);
  }

  private final Playwright playwright;
  private final Browser browser;
  private final List<String> complaints = new ArrayList<>();

  public Chromium() {
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(executable().orElseThrow())
                    .setArgs(List.of("--enable-precise-memory-info")));
  }

  /** A page of a browser of its own, which nobody has used before. */
  public Page open(String url, Look look) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(look.width(), look.height())
                .setColorScheme(look.colours()));
    context.setDefaultTimeout(PATIENCE_MILLIS);
    Page page = context.newPage();
    page.onPageError(error -> complaints.add("page: " + error));
    page.onConsoleMessage(
        message -> {
          // a gateway that is not there is what some tests are about
          if (message.type().equals("error") && !message.text().contains("Failed to load")) {
            complaints.add("console: " + message.text());
          }
        });
    page.navigate(url);
    return page;
  }

  /** What pages complained of: scripts that broke, and what the content policy forbade. */
  public List<String> complaints() {
    return complaints;
  }

  /** Begins to note what the main thread of a page does; the notes are {@link #tasks}. */
  public void watchTasks(Page page) {
    browser.startTracing(
        page, new Browser.StartTracingOptions().setCategories(List.of("toplevel", "__metadata")));
  }

  /** What its main thread did since then. */
  public MainThread tasks() {
    return MainThread.of(new JsonObject(Buffer.buffer(browser.stopTracing())));
  }

  /** Closes all pages, which would go on asking the gateway. */
  public void closePages() {
    List.copyOf(browser.contexts()).forEach(BrowserContext::close);
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }

  /** Where it is; nowhere if this machine has none. */
  static Optional<Path> executable() {
    String path = System.getenv("PATH");
    return Arrays.stream(path.split(File.pathSeparator, -1))
        .flatMap(
            folder -> List.of("chromium", "google-chrome").stream().map(Path.of(folder)::resolve))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
