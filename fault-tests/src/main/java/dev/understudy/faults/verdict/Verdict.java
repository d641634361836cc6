package dev.understudy.faults.verdict;

import dev.understudy.faults.client.Recorded;
import java.util.List;

/** Whether a group kept its promises, as far as its clients can tell. */
public sealed interface Verdict {

  /** In a sentence. */
  String what();

  /**
   * Nothing that the clients were told contradicts a promise.
   *
   * @param what was looked at
   */
  record Kept(String what) implements Verdict {}

  /**
   * A promise was broken, whatever else happened.
   *
   * @param operations the calls that show it
   */
  record Broken(String what, List<Recorded> operations) implements Verdict {

    public Broken {
      operations = List.copyOf(operations);
    }
  }

  /**
   * Nothing was found, but not everything could be looked at.
   *
   * @param what is missing
   */
  record Undecided(String what) implements Verdict {}
}
