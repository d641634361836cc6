package dev.understudy.app.demo;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ViewportSize;
import dev.understudy.browser.Chromium.Look;
import java.util.ArrayList;
import java.util.List;

/**
 * What has to be right of a page in every look: axe finds nothing serious, and nobody has to scroll
 * sideways.
 */
final class Looks {

  /** The page and an open dialog, where they are wider than they may be, and what sticks out. */
  private static final String TOO_WIDE =
      """
      () => [document.documentElement, ...document.querySelectorAll("dialog[open]")]
        .filter((one) => one.scrollWidth > one.clientWidth)
        .map((one) => {
          const end = one.getBoundingClientRect().left + one.clientWidth;
          const out = [...one.querySelectorAll("*")]
            .filter((inner) => inner.getBoundingClientRect().right > end + 1)
            .map((inner) => inner.tagName + "." + inner.getAttribute("class"));
          return `${one.tagName}: ${one.scrollWidth} > ${one.clientWidth}: ${out.slice(0, 5)}`;
        })
      """;

  /** Each width and each palette once: the other two looks have nothing that these have not. */
  private static final List<Look> ASKED = List.of(Look.WIDE_LIGHT, Look.PHONE_DARK);

  private Looks() {}

  /** What is wrong with this page, and in which look; it has the size that it had afterwards. */
  static List<String> findings(Page page) {
    ViewportSize before = page.viewportSize();
    List<String> findings = new ArrayList<>();
    for (Look look : Look.ALL) {
      page.setViewportSize(look.width(), look.height());
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(look.colours()));
      List<String> found = new ArrayList<>();
      ((List<?>) page.evaluate(TOO_WIDE)).forEach(one -> found.add("too wide: " + one));
      if (ASKED.contains(look)) {
        found.addAll(Axe.findings(page));
      }
      found.forEach(one -> findings.add(look.name() + ": " + one));
    }
    page.setViewportSize(before.width, before.height);
    return findings;
  }
}
