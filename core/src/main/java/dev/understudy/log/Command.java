package dev.understudy.log;

/** What an entry does when it is executed. */
public sealed interface Command {

  /** Bytes that a limit is counted for. */
  int size();

  /** What the digest folds in for this command. */
  long digest(long state);

  /** The first entry of a master: commits everything before it. */
  record Empty() implements Command {
    @Override
    public int size() {
      return 0;
    }

    @Override
    public long digest(long state) {
      return Digest.mix(state, 1);
    }
  }

  /** Opens the session that is named by this entry. */
  record OpenSession() implements Command {
    @Override
    public int size() {
      return 0;
    }

    @Override
    public long digest(long state) {
      return Digest.mix(state, 2);
    }
  }

  /** A client's request. {@code acknowledgedBelow}: the client has all results below. */
  record Request(SessionId session, long sequence, long acknowledgedBelow, Bytes payload)
      implements Command {
    @Override
    public int size() {
      return payload.length();
    }

    @Override
    public long digest(long state) {
      return Digest.ofBytes(Digest.mix(Digest.mix(state, 3), sequence), payload);
    }
  }

  /** Keeps a record of a history that did not survive. */
  record Diverged(DivergedRecord record) implements Command {
    @Override
    public int size() {
      return record.size();
    }

    @Override
    public long digest(long state) {
      return Digest.ofBytes(
          Digest.mix(Digest.mix(state, 4), record.key().index()), record.payload());
    }
  }

  /** Executes the request of a record and removes the record. */
  record Replay(EntryKey key) implements Command {
    @Override
    public int size() {
      return 0;
    }

    @Override
    public long digest(long state) {
      return Digest.mix(Digest.mix(state, 5), key.index());
    }
  }

  /** Removes a record. */
  record Drop(EntryKey key) implements Command {
    @Override
    public int size() {
      return 0;
    }

    @Override
    public long digest(long state) {
      return Digest.mix(Digest.mix(state, 6), key.index());
    }
  }
}
