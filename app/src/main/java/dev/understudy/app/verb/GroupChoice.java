package dev.understudy.app.verb;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Parameters;

/** One group, or all: what several verbs have in common on the command line. */
final class GroupChoice {

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "GROUP",
      description = "The group's name; all groups if there is none.")
  private Optional<String> group = Optional.empty();

  /** The one that was named. */
  Optional<String> only() {
    return group;
  }

  /** The one that was named, or all that the gateway knows. */
  List<String> names(Gateway gateway) {
    return group.map(List::of).orElseGet(() -> GroupStatus.names(gateway));
  }
}
