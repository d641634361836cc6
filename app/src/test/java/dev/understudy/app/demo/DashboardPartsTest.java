package dev.understudy.app.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import dev.understudy.browser.Chromium;
import dev.understudy.browser.Chromium.Look;
import dev.understudy.browser.NeedsChromium;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Parts of the dashboard alone in a real browser, told what rarely happens. */
@ExtendWith(NeedsChromium.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DashboardPartsTest {

  /** A module of the page. */
  private static final String PART =
      """
      const part = (name) =>
        import(new URL(name, document.querySelector("script[type=module]").src));
      """;

  private GuardedGateway gateway;
  private Chromium chromium;

  @BeforeAll
  void start() {
    gateway = new GuardedGateway();
    chromium = new Chromium();
  }

  @AfterAll
  void stop() {
    if (chromium != null) {
      chromium.close();
    }
    if (gateway != null) {
      gateway.close();
    }
  }

  @AfterEach
  void close() {
    chromium.closePages();
  }

  @Test
  void aTokenThatIsRefusedLateIsNotAskedForAgain() {
    List<Route> held = new ArrayList<>();
    Page page = chromium.open(gateway.url(), Look.WIDE_LIGHT);
    page.getByLabel("Bearer token").waitFor();
    page.route(
        "**/api/events**",
        route -> {
          if (held.isEmpty()) {
            held.add(route);
          } else {
            route.resume();
          }
        });
    enter(page, "not-the-right-token");
    assertThat(page.getByRole(AriaRole.DIALOG)).containsText("does not know the token");
    page.waitForCondition(() -> !held.isEmpty());
    enter(page, GuardedGateway.READ_TOKEN);
    page.getByText("No group has a registered server yet.").waitFor();

    held.get(0).resume();

    assertThat(page.locator("#link-text")).hasText("Live");
  }

  private static void enter(Page page, String token) {
    page.getByLabel("Bearer token").fill(token);
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Use this token")).click();
  }

  @Test
  void anEventThatIsToldAgainCountsOnce() {
    Object taken =
        run(
            """
            const { Timeline } = await part("timeline.js");
            const timeline = new Timeline("kv", null);
            const events = [];
            for (let time = 1_000; time < 3_100; time++) {
              events.push({ type: "synchronization-failed", group: "kv", server: 1, time, epoch: "1/1", reason: `r${time}` });
            }
            for (let time = 4_000; time < 4_010; time++) {
              events.push({ type: "synchronization-failed", group: "kv", server: 1, time, epoch: "1/1", reason: "same" });
            }
            const tell = () => events.filter((one) => timeline.add(one, JSON.stringify(one))).length;
            return [tell(), tell(), timeline.notable.at(-1).times];
            """);
    assertThat(taken).isEqualTo(List.of(2_110, 0, 10));
  }

  @Test
  void whatCannotBeDrawnKeepsNothingElseFromBeingDrawn() {
    Object drawn =
        run(
            """
            const { draw } = await part("dom.js");
            window.addEventListener("error", (event) => event.preventDefault());
            return new Promise((resolve) => {
              draw({}, () => { throw new Error("on purpose"); });
              draw({}, () => resolve("drawn"));
              setTimeout(() => resolve("not drawn"), 5_000);
            });
            """);
    assertThat(drawn).isEqualTo("drawn");
  }

  @Test
  void aServerIsComparedWithTheMasterThatItFollowsAndAgesAreThoseOfItsClock() {
    Object told =
        run(
            """
            const { Servers } = await part("servers.js");
            const check = { time: 0, agoMillis: 3_000, result: "agreement", trigger: "timer", explanation: "" };
            const server = (serverId, role, epoch, lastIndex) =>
              ({ serverId, role, epoch, lastIndex, commitIndex: 7, inSync: true, priority: [0], lastCheck: check, upMillis: 60_000 });
            const time = { now: () => 0 };
            const servers = new Servers(() => {}, time);
            const told = (...all) => {
              servers.show({ servers: all, master: null }, []);
              return [...servers.element.querySelectorAll(".position")].map((one) => one.textContent);
            };
            const one = told(server(1, "master", "3/1", 10), server(2, "backup", "3/1", 8), server(3, "backup", "2/2", 99));
            const several = told(server(1, "master", "3/1", 10), server(2, "master", "2/2", 8));
            time.now = () => 2_000;
            servers.age();
            const [age] = [...servers.element.querySelectorAll(".last-check .fine")].map((one) => one.textContent);
            return [...one, ...several, age];
            """);
    assertThat(told)
        .isEqualTo(
            List.of(
                "Log 10, committed 7, no lag",
                "Log 8, committed 7, 2 entries behind",
                "Log 99, committed 7",
                "Log 10, committed 7",
                "Log 8, committed 7",
                "5 s ago"));
  }

  @Test
  void onlyAgreementIsTicked() {
    Object found =
        run(
            """
            const { Actions } = await part("actions.js");
            const checks = [
              { serverId: 1, result: "agreement: all is well" },
              { serverId: 2, result: "inconsistency: another master" },
              { serverId: 3, result: "unknown: no name server" },
              { serverId: 4, error: "server 4 did not answer in time" },
            ];
            window.fetch = async () => new Response(JSON.stringify({ group: "kv", checks }));
            const actions = new Actions("kv", () => {});
            actions.know({ voters: [1, 2, 3, 4, 5], servers: [1, 2, 3, 4].map((serverId) => ({ serverId })) });
            actions.check();
            const dialog = [...document.querySelectorAll("dialog")].at(-1);
            dialog.querySelector("button.primary").click();
            while (!dialog.querySelector(".results")) await new Promise((resolve) => setTimeout(resolve, 10));
            return [...dialog.querySelectorAll(".results li")].map((one) => one.dataset.found);
            """);
    assertThat(found).isEqualTo(List.of("check", "warn", "warn", "cross", "gap"));
  }

  /** Browsers close a dialog at the second Escape, whatever its page says. */
  @Test
  void theQuestionForATokenStaysUntilThereIsOne() {
    Page page = chromium.open(gateway.url(), Look.WIDE_LIGHT);
    Locator field = page.getByLabel("Bearer token");
    field.waitFor();
    for (int i = 0; i < 4; i++) {
      page.keyboard().press("Escape");
    }
    assertThat(field).isVisible();

    field.fill(GuardedGateway.READ_TOKEN);
    page.keyboard().press("Enter");

    assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
    assertThat(page.locator("#link-text")).hasText("Live");
  }

  /** What a script with a module of the page returns. */
  private Object run(String script) {
    Page page = chromium.open(gateway.url(), Look.WIDE_LIGHT);
    page.getByLabel("Bearer token").waitFor();
    return page.evaluate("async () => {" + PART + script + "}");
  }
}
