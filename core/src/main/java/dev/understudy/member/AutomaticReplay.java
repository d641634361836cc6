package dev.understudy.member;

import dev.understudy.group.DivergedPolicy;
import dev.understudy.log.Command;
import dev.understudy.log.DivergedRecord;
import dev.understudy.log.EntryKey;
import dev.understudy.log.SessionId;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Policy {@code REPLAY}: has every diverged record executed once (protocol section 10), but for
 * those of sessions that this history knew and has forgotten: what they executed here is not known
 * any more, so that a person has to decide.
 */
final class AutomaticReplay {

  private final ServerState state;
  private final Consumer<Command> append;
  private final Set<EntryKey> proposed = new TreeSet<>();
  private long looked;

  AutomaticReplay(ServerState state, Consumer<Command> append) {
    this.state = state;
    this.append = append;
  }

  void settle() {
    if (state.execution().diverged().added() == looked) {
      return;
    }
    looked = state.execution().diverged().added();
    if (state.configuration().divergedPolicy() != DivergedPolicy.REPLAY) {
      return;
    }
    proposed.removeIf(key -> !state.execution().diverged().contains(key));
    for (DivergedRecord record : state.execution().diverged().all()) {
      if (proposed.add(record.key()) && !isForgotten(record.session())) {
        append.accept(new Command.Replay(record.key()));
      }
    }
  }

  private boolean isForgotten(SessionId session) {
    return state.execution().sessions().find(session, state.entryClock()).isEmpty()
        && state.log().history().holds(session.opened(), state.log().lastIndex());
  }
}
