package dev.understudy.faults.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A table whose first column names the row, and whose other columns are numbers mostly. */
final class HtmlTable {

  private final String caption;
  private final List<String> heads;
  private final List<Html> rows = new ArrayList<>();

  HtmlTable(String caption, String... heads) {
    this.caption = caption;
    this.heads = List.of(heads);
  }

  /** A row; as many cells as there are heads, the first one included. */
  void row(Html first, Html... cells) {
    if (1 + cells.length != heads.size()) {
      throw new IllegalArgumentException(caption + ": not as many cells as heads");
    }
    Html head = Html.tag("th", Html.attribute("scope", "row"), first);
    rows.add(Html.tag("tr", head, Html.all(Stream.of(cells))));
  }

  /** A cell with a number, in milliseconds or a count. */
  static Html number(String shown) {
    boolean quiet = "0".equals(shown) || Shown.NONE.equals(shown);
    return Html.tag("td", Html.attribute("class", quiet ? "n quiet" : "n"), Html.text(shown));
  }

  /** A cell with words. */
  static Html words(Html words) {
    return Html.tag("td", words);
  }

  Html html() {
    Html head =
        Html.all(
            heads.stream()
                .map(title -> Html.tag("th", Html.attribute("scope", "col"), Html.text(title))));
    Html table =
        Html.tag(
            "table",
            Html.tag("caption", Html.text(caption)),
            Html.tag("thead", Html.tag("tr", head)),
            Html.tag("tbody", Html.all(rows.stream())));
    List<Html.Attribute> scroller =
        List.of(
            Html.attribute("class", "table"),
            Html.attribute("tabindex", "0"),
            Html.attribute("role", "region"),
            Html.attribute("aria-label", caption));
    return Html.tag("div", scroller, table);
  }
}
