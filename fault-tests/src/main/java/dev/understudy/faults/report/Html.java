package dev.understudy.faults.report;

import static dev.understudy.faults.Markup.escaped;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A piece of a page. Guarantees that whatever comes in as text or as an attribute's value is
 * escaped; only names of tags and attributes, which are literals of this package, are not.
 */
final class Html {

  /** An attribute of a tag. */
  record Attribute(String name, String value) {}

  static final Html NOTHING = new Html("");

  private final String markup;

  private Html(String markup) {
    this.markup = markup;
  }

  static Html text(Object text) {
    return new Html(escaped(String.valueOf(text)));
  }

  static Attribute attribute(String name, Object value) {
    return new Attribute(name, String.valueOf(value));
  }

  static Html tag(String name, Html... inner) {
    return tag(name, List.of(), inner);
  }

  static Html tag(String name, Attribute attribute, Html... inner) {
    return tag(name, List.of(attribute), inner);
  }

  static Html tag(String name, List<Attribute> attributes, Html... inner) {
    String values =
        attributes.stream()
            .map(one -> " " + one.name() + "=\"" + escaped(one.value()) + "\"")
            .collect(Collectors.joining());
    return new Html("<" + name + values + ">" + all(inner).markup + "</" + name + ">");
  }

  static Html all(Html... parts) {
    return all(Stream.of(parts));
  }

  static Html all(Stream<Html> parts) {
    return new Html(parts.map(part -> part.markup).collect(Collectors.joining()));
  }

  /** The markup. */
  @Override
  public String toString() {
    return markup;
  }
}
