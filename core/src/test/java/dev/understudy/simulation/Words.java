package dev.understudy.simulation;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Makes the text of records short enough to be read. */
final class Words {

  private static final int LONGEST = 300;

  private static final Pattern INCARNATION =
      Pattern.compile("Incarnation\\[startMillis=(-?\\d+), random=-?(\\d{1,3})\\d*\\]");
  private static final Pattern SERVER = Pattern.compile("ServerId\\[number=(-?\\d+)\\]");
  private static final Pattern FIELD = Pattern.compile("(?<=[\\[, ])[a-zA-Z]+=");

  private Words() {}

  static String brief(String text) {
    String brief = INCARNATION.matcher(text).replaceAll("$1.$2");
    brief = SERVER.matcher(brief).replaceAll("$1");
    brief = FIELD.matcher(brief).replaceAll("");
    return brief
        .lines()
        .map(line -> line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...")
        .collect(Collectors.joining("\n"));
  }
}
