package dev.understudy.app.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import dev.understudy.browser.Chromium;
import dev.understudy.browser.Chromium.Look;
import dev.understudy.browser.NeedsChromium;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The lists of the dashboard in a real browser, before more groups and events than it shows at
 * once: how somebody finds one of them.
 */
@ExtendWith(NeedsChromium.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DashboardListsTest {

  /** Two of them are not well: the first, and the one fifty later. */
  private static final int GROUPS = 60;

  private static final int EVENTS_PER_SECOND = 100;

  private static final Pattern A_HUNDRED_LATER = Pattern.compile("Go on \\([\\d,]{3,} new events");

  /** Whether some are shown which happened between these two times. */
  private static final String SHOWS_FROM_BETWEEN =
      """
      ([after, before]) => [...document.querySelectorAll(".event")]
        .map((one) => Number(one.dataset.time))
        .filter((time) => time > after && time < before).length > 4
      """;

  private ManyGroups groups;
  private Chromium chromium;

  @BeforeAll
  void start() throws TimeoutException {
    groups = new ManyGroups(GROUPS, EVENTS_PER_SECOND);
    groups.start();
    chromium = new Chromium();
  }

  @AfterAll
  void stop() throws TimeoutException {
    if (chromium != null) {
      chromium.close();
    }
    if (groups != null) {
      groups.close();
    }
  }

  @AfterEach
  void noPageComplained() {
    chromium.closePages();
    assertThat(chromium.complaints()).isEmpty();
  }

  @Test
  void sortsTheGroupsByTheHeadingThatIsPressed() {
    Page page = overview();
    assertThat(page.locator("th.alerts")).hasAttribute("aria-sort", "descending");
    begins(page, "group-0000", "group-0050", "group-0001");

    button(page, "Group").click();

    assertThat(page.locator("th.group").first()).hasAttribute("aria-sort", "ascending");
    assertThat(page.locator("th[aria-sort]")).hasCount(1);
    begins(page, "group-0000", "group-0001", "group-0002");
    button(page, "Group").click();
    assertThat(page.locator("th.group").first()).hasAttribute("aria-sort", "descending");
    begins(page, "group-0059", "group-0058", "group-0057");
    button(page, "In sync").click();
    begins(page, "group-0000", "group-0050", "group-0001");
  }

  @Test
  void findsGroupsByAPartOfTheirNameAndThoseThatNeedSomebody() {
    Page page = overview();
    Locator rows = page.locator("table.groups tbody tr");
    Locator search = page.getByLabel("Find a group");

    search.fill(" GROUP-005");

    assertThat(rows).hasCount(10);
    begins(page, "group-0050", "group-0051");
    page.getByLabel("Only those that need somebody").check();
    assertThat(rows).hasCount(1);
    search.fill("");
    assertThat(rows).hasCount(2);
    search.fill("no such group");
    assertThat(page.getByText("No group matches.")).isVisible();
    assertThat(page.locator("table.groups")).isHidden();
  }

  @Test
  void figuresThatAreOldAreNotLive() {
    Page page = overview();
    Locator link = page.locator("#link");
    assertThat(link).hasAttribute("data-state", "live");

    page.route(
        "**/api/overview",
        route -> {
          APIResponse answer = route.fetch();
          String old = answer.text().replaceFirst("\"ageMillis\":\\d+", "\"ageMillis\":60000");
          route.fulfill(new Route.FulfillOptions().setResponse(answer).setBody(old));
        });

    assertThat(link).hasAttribute("data-state", "stale");
    assertThat(page.locator("#stale")).containsText("takes long to ask all groups");
    page.unrouteAll();
    assertThat(link).hasAttribute("data-state", "live");
  }

  @Test
  void turnsThePagesOfAllGroups() {
    Page page = overview();
    Locator rows = page.locator("table.groups tbody tr");
    assertThat(rows).hasCount(50);
    assertThat(button(page, "Previous")).isDisabled();

    button(page, "Next").click();

    assertThat(page.locator(".pager .range")).hasText("51 to 60 of 60");
    assertThat(rows).hasCount(10);
    assertThat(button(page, "Next")).isDisabled();
    page.getByLabel("Find a group").fill("group-0007");
    assertThat(rows).hasCount(1);
    begins(page, "group-0007");
  }

  @Test
  void theTimelineShowsTheSortsOfEventsThatAreChosen() {
    Page page = group("group-0000");
    Locator routine = page.locator(".event[data-category=routine]");
    Locator masterships = page.locator(".event[data-category=mastership]");
    Locator chosen = page.locator(".filter[aria-pressed=true]");
    masterships.first().waitFor();
    assertThat(routine).hasCount(0);

    button(page, "Routine checks").click();

    routine.first().waitFor();
    assertThat(button(page, "Routine checks")).hasAttribute("aria-pressed", "true");
    button(page, "Masterships").click();
    assertThat(masterships).hasCount(0);
    while (chosen.count() > 0) {
      chosen.first().click();
    }
    assertThat(page.getByText("Nothing of what is kept matches.")).isVisible();
    button(page, "Masterships").click();
    masterships.first().waitFor();
    assertThat(page.locator(".event:not([data-category=mastership])")).hasCount(0);
  }

  @Test
  void theTimelineIsSearchedByWordsAndByTypes() {
    Page page = group("group-0000");
    Locator events = page.locator(".event");
    Locator search = page.getByLabel("Search what happened");

    search.fill("server 2 FOLLOWS");

    Locator others = page.locator(".event:not(:has-text('Server 2 follows server 1'))");
    assertThat(others).hasCount(0);
    events.first().waitFor();
    search.fill("registration-expired");
    assertThat(page.locator(".event:not([data-type=registration-expired])")).hasCount(0);
    events.first().waitFor();
    search.fill("no such thing");
    assertThat(page.getByText("Nothing of what is kept matches.")).isVisible();
    search.fill("");
    page.locator(".event[data-type=master-elected]").first().waitFor();
  }

  @Test
  void theTimelineShowsOlderEventsWhenTheyAreWanted() {
    Page page = group("group-0000");
    Locator events = page.locator(".event");
    button(page, "Routine checks").click();
    button(page, "Show older").waitFor();
    assertThat(events).hasCount(40);

    button(page, "Show older").click();

    events.nth(40).waitFor();
  }

  @Test
  void thePausedTimelineStandsStillAndMissesNothing() {
    Page page = group("group-0000");
    Locator list = page.locator(".events");
    Locator pause = page.locator("#pause");
    page.locator(".event[data-type=server-aligned]").first().waitFor();

    pause.click();

    assertThat(pause).containsText("Go on");
    String before = list.innerText();
    String newest = list.locator(".event").first().getAttribute("data-time");
    assertThat(pause).containsText(A_HUNDRED_LATER);
    assertThat(list.innerText()).isEqualTo(before);
    long goesOn = System.currentTimeMillis();
    pause.click();
    assertThat(pause).hasText("Pause");
    page.waitForFunction(SHOWS_FROM_BETWEEN, List.of(Double.parseDouble(newest), (double) goesOn));
  }

  @Test
  void isRightInEveryLookHoweverMuchThereIs() {
    Page overview = overview();
    assertThat(Looks.findings(overview)).as("many groups").isEmpty();
    Page group = group("group-0050");
    group.locator(".card[data-server='3'][data-role=backup]").waitFor();
    button(group, "Hand mastership to…").click();
    assertThat(group.locator("#target")).containsText("not in sync: it would be refused");
    assertThat(Looks.findings(group)).as("a backup that is not in sync").isEmpty();
  }

  /** All groups, when all of them are there. */
  private Page overview() {
    Page page = chromium.open(groups.url(), Look.WIDE_LIGHT);
    assertThat(page.locator(".pager .range")).hasText("1 to 50 of " + GROUPS);
    return page;
  }

  /** Its page; every second event is of the first group. */
  private Page group(String name) {
    return chromium.open(groups.url() + "#/groups/" + name, Look.WIDE_LIGHT);
  }

  /** The first names of the table are these, in this order. */
  private static void begins(Page page, String... names) {
    Locator links = page.locator("table.groups tbody a");
    for (int i = 0; i < names.length; i++) {
      assertThat(links.nth(i)).hasText(names[i]);
    }
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }
}
