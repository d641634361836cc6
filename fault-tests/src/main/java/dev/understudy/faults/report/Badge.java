package dev.understudy.faults.report;

/** Verdicts as short words that stand out; the words say it, not their colour alone. */
final class Badge {

  private Badge() {}

  static Html of(RunData run) {
    return switch (run.conclusion().finding()) {
      case KEPT -> run.isControl() ? badge("doubt", "saw nothing") : badge("good", "kept");
      case BROKEN ->
          run.isControl() ? badge("meant", "broken, as it should") : badge("bad", "broken");
      case NOT_SHOWN -> badge("doubt", "not broken as it should");
      case UNDECIDED -> badge("doubt", "undecided");
    };
  }

  static Html notSeen() {
    return badge("doubt", "not seen");
  }

  /** A link to the page that shows the violation, if there is one. */
  static Html pageOf(Conclusion conclusion) {
    return conclusion.page().isEmpty()
        ? Html.NOTHING
        : Html.tag("a", Html.attribute("href", conclusion.page()), Html.text("Show the violation"));
  }

  private static Html badge(String kind, String words) {
    return Html.tag("span", Html.attribute("class", "badge " + kind), Html.text(words));
  }
}
