package dev.understudy.member;

import dev.understudy.log.Bytes;
import dev.understudy.log.BytesReader.MalformedException;
import java.util.Optional;

/**
 * Has the service take a downloaded state, then makes it this server's (protocol section 7: adopted
 * atomically). While it is under way the log here must not change: the old service state is gone,
 * the old log still there.
 */
final class Restoration {

  private final ServerState state;
  private Optional<StateImage> image = Optional.empty();
  private boolean handed;

  Restoration(ServerState state) {
    this.state = state;
  }

  boolean isActive() {
    return image.isPresent();
  }

  /** Begins; the reason if the bytes are not a state. */
  Optional<String> begin(Bytes bytes) {
    try {
      image = Optional.of(StateImage.read(bytes));
    } catch (MalformedException e) {
      return Optional.of("not a state: " + e.getMessage());
    }
    handed = false;
    state.execution().pause(true);
    settle();
    return Optional.empty();
  }

  /** Hands the state to the service once what it does for the old one is done. */
  void settle() {
    if (image.isPresent() && !handed && state.execution().isIdle()) {
      handed = true;
      state.out().add(new Effect.RestoreState(image.get().service()));
    }
  }

  /** The service has it. */
  void taken() {
    image.orElseThrow().adopt(state);
    image = Optional.empty();
  }

  /** The service could not take it and has the old one. */
  void refused() {
    image = Optional.empty();
    state.execution().pause(false);
  }
}
