package dev.understudy.member;

import dev.understudy.group.ServerId;
import dev.understudy.log.EntryKey;
import java.util.List;
import java.util.OptionalInt;

/** What a person may ask of a server. */
public sealed interface OperatorCommand {

  /** Check yourself now; answered when the check is done. */
  record CheckNow() implements OperatorCommand {}

  /** Master: hand over to {@code target}; answered when it is over. */
  record TransferTo(ServerId target) implements OperatorCommand {}

  /** Start a new generation from what you hold: a quorum has lost its memory (section 5). */
  record Recover() implements OperatorCommand {}

  /**
   * Master: execute these diverged records, all if the list is empty; answered when the last was
   * executed.
   *
   * @param expected how many there are to be, if that matters: nothing is done if there are not
   */
  record ReplayDiverged(List<EntryKey> keys, OptionalInt expected) implements OperatorCommand {
    public ReplayDiverged {
      keys = List.copyOf(keys);
    }
  }

  /** Master: remove these diverged records; otherwise as {@link ReplayDiverged}. */
  record DropDiverged(List<EntryKey> keys, OptionalInt expected) implements OperatorCommand {
    public DropDiverged {
      keys = List.copyOf(keys);
    }
  }
}
