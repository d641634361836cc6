package dev.understudy.member;

import dev.understudy.group.DivergedPolicy;
import dev.understudy.log.Command;
import dev.understudy.log.DivergedRecord;
import dev.understudy.log.EntryKey;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Policy {@code REPLAY}: has every diverged record executed once (protocol section 10). */
final class AutomaticReplay {

  private final ServerState state;
  private final Consumer<Command> append;
  private final Set<EntryKey> proposed = new TreeSet<>();

  AutomaticReplay(ServerState state, Consumer<Command> append) {
    this.state = state;
    this.append = append;
  }

  void settle() {
    if (state.configuration().divergedPolicy() != DivergedPolicy.REPLAY
        || state.execution().diverged().size() == 0) {
      proposed.clear();
      return;
    }
    for (DivergedRecord record : state.execution().diverged().all()) {
      if (proposed.add(record.key())) {
        append.accept(new Command.Replay(record.key()));
      }
    }
  }
}
