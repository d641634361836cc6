package dev.understudy.faults;

/** Texts in pages. */
public final class Markup {

  private Markup() {}

  /** A text as it may stand in an element or an attribute of HTML or SVG. */
  public static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
