package dev.understudy.member;

import dev.understudy.group.DivergedPolicy;
import dev.understudy.log.Command;
import dev.understudy.log.DivergedRecord;
import dev.understudy.log.EntryKey;
import dev.understudy.log.SessionId;
import dev.understudy.session.Session;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Policy {@code REPLAY}: has every diverged record executed once (protocol section 10), but for
 * those of which this history does not know any more whether it executed them, because it has
 * forgotten the session or closed a gap there: a person has to decide.
 */
final class AutomaticReplay {

  private final ServerState state;
  private final Consumer<Command> append;
  private final PacedCommands paced;
  private final Set<EntryKey> proposed = new TreeSet<>();
  private long looked;

  AutomaticReplay(ServerState state, Consumer<Command> append) {
    this.state = state;
    this.append = append;
    this.paced = new PacedCommands(state, this::replay);
  }

  void settle() {
    propose();
    paced.settle();
  }

  private void propose() {
    if (state.execution().diverged().added() == looked) {
      return;
    }
    looked = state.execution().diverged().added();
    if (state.configuration().divergedPolicy() != DivergedPolicy.REPLAY) {
      return;
    }
    proposed.removeIf(key -> !state.execution().diverged().contains(key));
    for (DivergedRecord record : state.execution().diverged().all()) {
      if (proposed.add(record.key())) {
        paced.order(new Command.Replay(record.key()));
      }
    }
  }

  private void replay(Command command) {
    boolean known =
        command instanceof Command.Replay replay
            && state.execution().diverged().get(replay.key()).filter(this::isKnown).isPresent();
    if (known) {
      append.accept(command);
    }
  }

  /** Whether this history knows that it has not executed it. */
  private boolean isKnown(DivergedRecord record) {
    SessionId id = record.session();
    Optional<Session> session = state.execution().sessions().find(id, state.entryClock());
    return session.isPresent()
        ? !session.get().executed().contains(record.sequence())
        : !state.log().history().holds(id.opened(), state.log().lastIndex());
  }
}
