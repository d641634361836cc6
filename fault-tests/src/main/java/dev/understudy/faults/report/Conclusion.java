package dev.understudy.faults.report;

import java.util.regex.Pattern;

/**
 * The verdict on a run.
 *
 * @param finding what was found
 * @param text the same for people: what was counted, or what was broken
 * @param page a page beside the report that shows the violation, by its relative path; empty if
 *     there is none
 */
public record Conclusion(Finding finding, String text, String page) {

  private static final Pattern RELATIVE = Pattern.compile("(?:[\\w-][\\w.-]*/)*[\\w-][\\w.-]*");

  public Conclusion {
    if (!page.isEmpty() && !RELATIVE.matcher(page).matches()) {
      throw new IllegalArgumentException("not the relative path of a page: " + page);
    }
  }

  /** A verdict without a page of its own. */
  public static Conclusion of(Finding finding, String text) {
    return new Conclusion(finding, text, "");
  }
}
