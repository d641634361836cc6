package dev.understudy.kubernetes.play;

import java.util.ArrayList;
import java.util.List;

/** The verbs of the program, as the image has them. */
final class Verb {

  private Verb() {}

  /** What {@code kubectl exec POD --} is given. */
  static List<String> of(String... words) {
    List<String> command = new ArrayList<>(List.of("/opt/java/bin/java", "@/opt/understudy/verb"));
    command.addAll(List.of(words));
    return command;
  }
}
