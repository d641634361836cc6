package dev.understudy.wire;

import dev.understudy.group.ServerId;
import dev.understudy.member.LifeSign;
import java.util.List;
import java.util.Optional;

/**
 * What a node tells another one every heartbeat interval, for all its servers together (protocol
 * section 4, signs of life): that it turns, and of its list of signs what the other does not have
 * yet. As long as nothing changes that is a few bytes, however many servers there are.
 *
 * @param node the sender, a number that no other node has
 * @param turning the event loops of the sender that turn, one bit each
 * @param changes of the sender's list from {@code since} to {@code version}
 */
public record Beat(long node, Progress progress, long turning, List<Change> changes) {

  /** Changes that one beat carries at most; the next one goes on. */
  public static final int MOST_CHANGES = 1_024;

  /** Event loops of one node that are told apart. */
  public static final int MOST_LOOPS = 64;

  public Beat {
    changes = List.copyOf(changes);
  }

  /**
   * How far the two are.
   *
   * @param number of this beat, from 1; a later one has a higher number
   * @param heard number of the last beat that came from the receiver; 0 if none did
   * @param knows version of the receiver's list that the sender has
   * @param since version of the sender's list that the receiver is known to have
   * @param version of the sender's list that it has with the changes
   */
  public record Progress(long number, long heard, long knows, long since, long version) {}

  public long number() {
    return progress.number();
  }

  public long heard() {
    return progress.heard();
  }

  public long knows() {
    return progress.knows();
  }

  public long since() {
    return progress.since();
  }

  public long version() {
    return progress.version();
  }

  /**
   * The sign of a server is another one from now on, or there is none.
   *
   * @param loop the event loop on which the server lives: the sign holds while that one turns
   */
  public record Change(String group, ServerId server, int loop, Optional<LifeSign> sign) {}
}
