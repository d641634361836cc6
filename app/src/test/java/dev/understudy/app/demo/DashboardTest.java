package dev.understudy.app.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.lang.Integer.parseInt;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import dev.understudy.browser.Chromium.Look;
import dev.understudy.browser.NeedsChromium;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The dashboard in a real browser, before real processes: what a person on call sees and does. */
@ExtendWith(NeedsChromium.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DashboardTest {

  /** Notes after how many milliseconds the page first shows an event, its mark, and its card. */
  private static final String NOTES_WHAT_IT_SHOWS =
      """
      ([at, killed]) => {
        window.shown = {};
        const some = (selector, is) => [...document.querySelectorAll(selector)].some(is);
        const isNew = (one) => Number(one.dataset.time) >= at;
        const isOther = (one) => Number(one.dataset.server) !== killed;
        const wanted = {
          event: () => some(".event[data-type=master-elected]", isNew),
          mark: () => some(".mark[data-type=master-elected]", isNew),
          card: () => some(".card[data-role=master]", isOther),
        };
        new MutationObserver(() => {
          for (const [name, isThere] of Object.entries(wanted)) {
            if (!(name in shown) && isThere()) shown[name] = Date.now() - at;
          }
        }).observe(document.body, { subtree: true, childList: true, attributes: true });
      }
      """;

  private static final long PATIENCE_MILLIS = 60_000;

  private DashboardStage stage;

  @BeforeAll
  void start() {
    stage = new DashboardStage();
    stage.start();
  }

  @AfterAll
  void stop() {
    if (stage != null) {
      stage.close();
    }
  }

  @AfterEach
  void noPageComplained() {
    stage.chromium().closePages();
    stage.heal();
    assertThat(stage.chromium().complaints()).isEmpty();
  }

  @Test
  void tellsOfAKilledMasterAndShowsTheNextOne() {
    int killed = stage.whole();
    Page page = stage.group(Look.WIDE_LIGHT);
    card(page, killed, "master").waitFor();

    long at = System.currentTimeMillis();
    page.evaluate(NOTES_WHAT_IT_SHOWS, List.of((double) at, killed));
    stage.kill(killed);

    awaitNewest(page, ".mark[data-type=master-elected]", at);
    awaitNewest(page, ".event[data-type=master-elected]", at);
    page.locator(".card[data-role=master]:not([data-server='" + killed + "'])").waitFor();
    Object elected =
        page.locator(".event[data-type=master-elected]").first().getAttribute("data-time");
    System.out.printf(
        "the next master was elected %d ms after the kill of the master; the page showed: %s%n",
        Long.parseLong(String.valueOf(elected)) - at, page.evaluate("JSON.stringify(shown)"));
    assertThat(page.locator(".card[data-role=master]")).hasCount(1);
    stage.startGoneAgain();
  }

  @Test
  void handsTheMastershipOverByTheButtonAndSaysWhatWillHappen() {
    int master = stage.whole();
    int next = master == 3 ? 2 : 3;
    Page page = stage.group(Look.WIDE_LIGHT);
    Locator dialog = page.getByRole(AriaRole.DIALOG);

    button(page, "Make server " + next + " master…").click();
    assertThat(dialog).containsText("none fails for it");
    button(page, "Cancel").click();
    assertThat(dialog).hasCount(0);
    card(page, master, "master").waitFor();

    button(page, "Make server " + next + " master…").click();
    button(page, "Hand it over").click();

    assertThat(dialog).containsText("The group answers");
    button(page, "Close").click();
    card(page, next, "master").waitFor();
    assertThat(page.locator(".event[data-type=takeover-completed]").first()).isVisible();
  }

  @Test
  void showsTwoMastersAndExplainsTheRepairAndSettlesTheRecords() throws IOException {
    stage.whole();
    Page page = stage.group(Look.WIDE_LIGHT);
    Locator story = page.locator(".story");
    Locator masters = page.locator(".tile.masters dd");
    assertThat(masters).hasText("1");

    stage.split();

    assertThat(masters).hasText("2");
    assertThat(page.locator(".state")).containsText("2 masters: servers");
    assertThat(story).containsText("masters: servers 1");
    isRight("two masters", page);
    Page overview = stage.overview(Look.WIDE_LIGHT);
    assertThat(overview.locator("td.master")).hasText("2 masters");
    isRight("all groups, one with two masters", overview);
    stage.join();

    assertThat(story).hasAttribute("data-state", "repaired");
    assertThat(story).containsText("is the one master again");
    assertThat(story).containsText("the most servers in sync, then the lowest number");
    assertThat(masters).hasText("1");
    browse(page);
    story.locator("summary").click();
    isRight("two masters that are one again, and diverged records", page);
    export(page);
    settle(page);
  }

  /** The records, a page of the table at a time. */
  private static void browse(Page page) {
    Locator rows = page.locator(".records tbody tr");
    Locator range = page.locator(".diverged .range");
    assertThat(range).containsText("1 to 25 of ");
    assertThat(rows).hasCount(25);
    assertThat(button(page, "Previous")).isDisabled();
    String first = rows.first().textContent();

    button(page, "Next").click();

    assertThat(range).containsText("26 to ");
    assertThat(rows.first()).not().hasText(first);
    button(page, "Previous").click();
    assertThat(range).containsText("1 to 25 of ");
    assertThat(rows.first()).hasText(first);
  }

  /** All records in one file; where that is impossible, the page says so. */
  private static void export(Page page) throws IOException {
    String shown = page.locator(".tile.diverged dd").innerText().replace(",", "");
    String asked = "**/diverged?*";
    page.route(asked, Route::abort);
    button(page, "Export all").click();
    assertThat(page.locator(".diverged .failed")).containsText("not be exported");
    page.unroute(asked);

    Download download = page.waitForDownload(button(page, "Export all")::click);

    assertThat(download.suggestedFilename()).isEqualTo("demo-diverged.json");
    assertThat(page.locator(".diverged .failed")).isEmpty();
    try (InputStream in = download.createReadStream()) {
      JsonObject file = new JsonObject(Buffer.buffer(in.readAllBytes()));
      assertThat(file.getString("group")).isEqualTo("demo");
      assertThat(file.getJsonArray("records").size()).isGreaterThanOrEqualTo(parseInt(shown));
    }
  }

  /** The requests of the side that lost: one is dropped, the others are executed. */
  private static void settle(Page page) {
    Locator records = page.locator(".records tbody tr");
    records.first().waitFor();
    records.first().getByRole(AriaRole.BUTTON, named("Drop")).click();
    assertThat(page.getByRole(AriaRole.DIALOG)).containsText("Nothing brings it back");
    isRight("the dialog before something is dropped", page);
    button(page, "Drop for ever").click();
    assertThat(page.getByRole(AriaRole.DIALOG)).containsText("The group answers");
    button(page, "Close").click();
    replayAll(page);
    assertThat(page.locator("section.diverged")).containsText("None: every request");
  }

  /** On a slow machine it takes more than one order. */
  private static void replayAll(Page page) {
    Locator dialog = page.getByRole(AriaRole.DIALOG);
    boolean done = false;
    for (int order = 0; order < 20 && !done; order++) {
      button(page, "Replay all…").click();
      button(page, "Replay").click();
      assertThat(dialog).containsText(Pattern.compile("The group answers|Not done"));
      done = dialog.innerText().contains("The group answers");
      dialog.locator(".buttons button").first().click();
    }
    assertThat(done).isTrue();
  }

  @Test
  void rehearsesAFaultAndShowsWhatWasExpectedBesideWhatIsSeen() {
    int backup = stage.whole() == 3 ? 2 : 3;
    Page page = stage.group(Look.WIDE_LIGHT);
    Locator drill = page.locator("section.drill");

    order(page, backup, "isolate", 2);
    assertThat(page.getByRole(AriaRole.DIALOG)).containsText("both sides go on");
    button(page, "Begin").click();

    assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
    assertThat(drill).hasAttribute("data-phase", "over");
    assertThat(drill.locator(".verdict")).containsText("Ended after");
    assertThat(drill.locator(".expectation")).hasCount(2);
    assertThat(drill.locator(".expectation").first())
        .containsText("becomes master beside the other");
    assertThat(drill.locator(".met-true")).hasCount(2);
    assertThat(drill.locator("tbody tr").first()).not().isEmpty();
    isRight("a drill that is over", page);
  }

  @Test
  void stopsADrillWhenSomebodyWantsItToEnd() {
    int backup = stage.whole() == 3 ? 2 : 3;
    Page page = stage.group(Look.PHONE_LIGHT);
    Locator drill = page.locator("section.drill");
    order(page, backup, "pause", 60);
    button(page, "Begin").click();
    assertThat(drill).hasAttribute("data-phase", "running");
    isRight("a drill that goes on", page);

    button(page, "Stop it now").click();

    assertThat(drill).hasAttribute("data-phase", "over");
    assertThat(drill.locator(".verdict")).containsText("somebody wanted it to end");
    stage.whole();
    assertThat(page.locator(".state")).containsText("all 3 servers are in sync");
  }

  private static void order(Page page, int server, String kind, int seconds) {
    button(page, "Drill…").click();
    page.getByLabel("Server", new Page.GetByLabelOptions().setExact(true))
        .selectOption("" + server);
    page.getByLabel("What", new Page.GetByLabelOptions().setExact(true)).selectOption(kind);
    page.getByLabel("Seconds", new Page.GetByLabelOptions().setExact(true)).fill("" + seconds);
  }

  @Test
  void saysThatItIsNotLiveWhileTheGatewayIsGoneAndGoesOnByItself() {
    stage.whole();
    Page page = stage.group(Look.WIDE_LIGHT);
    Locator link = page.locator("#link-text");
    assertThat(link).hasText("Live");

    stage.killGateway();

    assertThat(page.getByRole(AriaRole.ALERT).getByText("Not live")).isVisible();
    assertThat(link).hasText("Not live");
    isRight("not live", page);
    stage.startGatewayAgain();
    assertThat(link).hasText("Live");
    assertThat(page.locator(".event[data-type=gap]")).containsText("missing");
    assertThat(page.locator(".state")).containsText("all 3 servers are in sync");
  }

  @Test
  void canBeUsedWithTheKeyboardAlone() {
    int master = stage.whole();
    Page page = stage.overview(Look.PHONE_LIGHT);
    Locator group = page.locator("table.groups tbody a").first();
    group.focus();
    page.keyboard().press("Enter");
    card(page, master, "master").waitFor();

    Locator check = page.locator("#check");
    check.focus();
    page.keyboard().press("Enter");
    assertThat(page.getByRole(AriaRole.DIALOG)).containsText("It changes nothing");
    page.keyboard().press("Escape");
    assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
    assertThat(check).isFocused();
    page.keyboard().press("Enter");
    page.keyboard().press("Tab");
    page.keyboard().press("Enter");
    assertThat(page.getByRole(AriaRole.DIALOG)).containsText("Server 3");
  }

  @Test
  void aLinkToOneEventOpensIt() {
    stage.whole();
    Page page = stage.group(Look.WIDE_LIGHT);
    Locator elected = page.locator(".event[data-type=master-elected]").last();
    String link = elected.locator("a.deep").getAttribute("href");

    Page other = stage.chromium().open(stage.url() + "/" + link, Look.PHONE_DARK);

    assertThat(other.locator(".event[aria-current]")).hasAttribute("data-type", "master-elected");
    assertThat(other.locator(".event[aria-current] a.deep")).isFocused();
  }

  @Test
  void canBeUsedByEverybodyInEveryLook() {
    stage.whole();
    Page overview = stage.overview(Look.PHONE_LIGHT);
    overview.locator("table.groups tbody a").first().waitFor();
    isRight("all groups", overview);
    Page group = stage.group(Look.WIDE_DARK);
    group.locator(".card[data-role=master]").waitFor();
    button(group, "Routine checks").click();
    group.locator(".event[data-category=routine] summary").first().waitFor();
    button(group, "Pause").click();
    group.locator(".event summary").first().click();
    group.locator(".event a.deep").first().click();
    group.locator(".event[aria-current]").waitFor();
    isRight("a group, one of whose events is looked at", group);
    group.locator("#transfer").click();
    isRight("a dialog", group);
    button(group, "Cancel").click();
    button(group, "Drill…").click();
    isRight("the dialog of a drill", group);
  }

  private static void isRight(String state, Page page) {
    assertThat(Looks.findings(page)).as(state).isEmpty();
  }

  @Test
  void asksForATokenWhereThereIsOneAndKeepsItInTheTabOnly() {
    try (GuardedGateway guarded = new GuardedGateway()) {
      Page page = stage.chromium().open(guarded.url(), Look.WIDE_LIGHT);
      page.getByLabel("Bearer token").waitFor();
      isRight("the question for a token", page);
      page.getByLabel("Bearer token").fill("not-the-right-token");
      button(page, "Use this token").click();
      assertThat(page.getByRole(AriaRole.DIALOG)).containsText("does not know the token");

      page.getByLabel("Bearer token").fill(GuardedGateway.READ_TOKEN);
      button(page, "Use this token").click();

      assertThat(page.locator("#link-text")).hasText("Live");
      assertThat(page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]"))
          .isEqualTo(List.of(0, 1, ""));
      showsWhatIsEmpty(guarded, page);
    }
  }

  /** Neither groups nor servers: a page does not claim what nobody has told. */
  private static void showsWhatIsEmpty(GuardedGateway gateway, Page page) {
    page.getByText("No group has a registered server yet.").waitFor();
    isRight("no groups", page);
    page.navigate(gateway.url() + "#/groups/nobody");
    assertThat(page.locator(".state")).containsText("No server of nobody is registered");
    assertThat(page.locator("section.diverged")).containsText("No master has told");
    isRight("a group that nobody knows", page);
  }

  private static Locator card(Page page, int server, String role) {
    return page.locator(".card[data-server='" + server + "'][data-role=" + role + "]");
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator.GetByRoleOptions named(String name) {
    return new Locator.GetByRoleOptions().setName(name);
  }

  /** Waits until one of these tells of a time after that one. */
  private static void awaitNewest(Page page, String selector, long afterMillis) {
    String newest = "all => Math.max(0, ...all.map(one => Number(one.dataset.time)))";
    long deadline = afterMillis + PATIENCE_MILLIS;
    while (((Number) page.locator(selector).evaluateAll(newest)).longValue() < afterMillis) {
      assertThat(System.currentTimeMillis()).as(selector).isLessThan(deadline);
    }
  }
}
