package dev.understudy.app.events;

/** Text of unknown origin, for a terminal: anybody on the event bus can publish one. */
public final class PlainText {

  private static final int LONGEST = 2_000;

  private PlainText() {}

  /** The text on one line, without what a terminal would take for an order to it, cut if long. */
  public static String of(String text) {
    String cut = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    return cut.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?").replace("|@", "|?").replace("@|", "?|");
  }
}
