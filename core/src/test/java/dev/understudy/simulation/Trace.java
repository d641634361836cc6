package dev.understudy.simulation;

import dev.understudy.group.Epoch;
import dev.understudy.group.Role;
import dev.understudy.member.Effect;
import dev.understudy.member.Input;
import dev.understudy.member.MemberView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * The last steps of a schedule, kept as they are and only put into words when somebody reads them.
 */
final class Trace {

  private record Line(long micros, String who, Supplier<String> what) {}

  private final Line[] lines;
  private final Agenda agenda;
  private final boolean spoken;
  private int count;

  /**
   * @param spoken print every line at once
   */
  Trace(Agenda agenda, int kept, boolean spoken) {
    this.agenda = agenda;
    this.lines = new Line[kept];
    this.spoken = spoken;
  }

  void note(String who, Supplier<String> what) {
    Line line = new Line(agenda.now(), who, what);
    if (spoken) {
      System.out.println(text(line));
    }
    lines[count++ % lines.length] = line;
  }

  /** A step of a server: what came in, what it wants done, and how it stands then. */
  void step(SimulatedServer server, Input input, List<Effect> effects) {
    if (input instanceof Input.Tick && effects.isEmpty()) {
      return;
    }
    MemberView view = server.life().view();
    Role role = view.role();
    Epoch promised = view.promised();
    long last = view.log().lastIndex();
    long commit = view.commitIndex();
    note(
        server.toString(),
        () -> {
          String state = role + " promised " + promised + " log " + last + " commit " + commit;
          StringBuilder text = new StringBuilder(state + " <- " + input);
          effects.forEach(effect -> text.append("\n      -> ").append(effect));
          return text.toString();
        });
  }

  /** The lines kept, oldest first. */
  List<String> last() {
    List<String> last = new ArrayList<>();
    for (int i = Math.max(0, count - lines.length); i < count; i++) {
      last.add(text(lines[i % lines.length]));
    }
    return last;
  }

  private static String text(Line line) {
    String millis = String.format(Locale.ROOT, "%10.3f", line.micros / 1000.0);
    return millis + " " + line.who + " " + Words.brief(line.what.get());
  }
}
