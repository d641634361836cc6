package dev.understudy.client;

import dev.understudy.group.Epoch;
import dev.understudy.group.ServerId;
import dev.understudy.registry.Answer;
import dev.understudy.registry.Question;
import dev.understudy.registry.Registration;

/**
 * Which server the client takes for the master (protocol section 5: clients reach the current one
 * whatever fails). Three sources: a name server, servers that name another one, and announcements.
 *
 * <p>A higher epoch is followed at once. While the master answers, nothing else is. When it is
 * silent or was given up, the latest word counts, unless it is of a lower epoch and hearsay; after
 * a while that too, so that a client always gets on. Hints that lead nowhere are followed at
 * growing pauses.
 */
final class MasterFinder {

  private static final long NEVER = Long.MAX_VALUE;

  private final String group;
  private final ClientTimings timings;
  private final Backoff asking;
  private final Backoff calling;
  private final Backoff following;
  private final Outbox out;
  private ServerId master = ServerId.NONE;
  private Epoch epoch = Epoch.NONE;
  private boolean confirmed = true;
  private boolean suspected;
  private long unansweredMillis = NEVER;
  private long holdMillis = Long.MIN_VALUE;
  private long forgetMillis = Long.MIN_VALUE;
  private boolean searching;
  private int rounds;
  private long firstQuestion;
  private long nextRoundMillis = Long.MIN_VALUE;
  private long nextCallMillis;

  /**
   * No master is known.
   *
   * @param backoffs makes pauses
   */
  MasterFinder(ClientSettings settings, Backoffs backoffs, Outbox out) {
    this.group = settings.group();
    this.timings = settings.timings();
    this.asking = backoffs.between(timings.search(), timings.searchMost());
    this.calling = backoffs.between(timings.broadcast(), timings.broadcastMost());
    this.following = backoffs.between(timings.search(), timings.searchMost());
    this.out = out;
  }

  ServerId master() {
    return master;
  }

  Epoch epoch() {
    return epoch;
  }

  /** Whether there is a master to send to. */
  boolean isReachable(long nowMillis) {
    return !master.isNone() && nowMillis >= holdMillis;
  }

  /** Whether no master is known, or the one that is does not answer. */
  boolean isLost() {
    return master.isNone() || suspected;
  }

  /** Something was sent to the master that it should answer. */
  void sent(long nowMillis) {
    if (unansweredMillis == NEVER) {
      unansweredMillis = nowMillis;
    }
  }

  /**
   * The master answered.
   *
   * @param awaitsMore whether more was sent that it should answer
   */
  void answered(long nowMillis, boolean awaitsMore) {
    unansweredMillis = awaitsMore ? nowMillis : NEVER;
    suspected = false;
    confirmed = true;
    following.reset();
  }

  void tick(long nowMillis) {
    if (!suspected && nowMillis >= suspicionMillis()) {
      suspected = true;
      forgetMillis = nowMillis + 2 * timings.resend();
    }
  }

  /** Looks for a master if one is wanted and there is none that answers. */
  void pursue(long nowMillis, boolean wanted) {
    if (!wanted || !isLost()) {
      searching = false;
      return;
    }
    if (!searching) {
      searching = true;
      rounds = 0;
      firstQuestion = Long.MAX_VALUE;
      asking.reset();
      calling.reset();
      nextRoundMillis = Math.max(nowMillis, holdMillis);
      nextCallMillis = nowMillis;
    }
    if (nowMillis >= nextRoundMillis) {
      search(nowMillis);
    }
  }

  /** The name server goes first; if that did not help, the servers themselves are asked too. */
  private void search(long nowMillis) {
    long question = out.ask(new Question.Lookup(group));
    firstQuestion = rounds == 0 ? question : firstQuestion;
    if (rounds > 0 && nowMillis >= nextCallMillis) {
      out.whoIsMaster();
      nextCallMillis = nowMillis + calling.next();
    }
    rounds++;
    nextRoundMillis = nowMillis + asking.next();
  }

  /**
   * A name server named the master. Its registration is the server's own word if it was renewed
   * lately.
   *
   * @return whether another mastership is followed from now on
   */
  boolean lookedUp(long questionId, Answer.MasterIs answer, long nowMillis) {
    if (!searching || questionId < firstQuestion) {
      return false;
    }
    Registration named = answer.retained();
    boolean ownWord = answer.silentMillis() < timings.resend();
    return isWorthFollowing(named.server(), named.epoch(), ownWord, nowMillis)
        && follow(named.server(), named.epoch(), pacedMillis(nowMillis));
  }

  /**
   * A server announced its mastership.
   *
   * @return whether another mastership is followed from now on
   */
  boolean announced(ServerId server, Epoch announced, long nowMillis) {
    return isWorthFollowing(server, announced, true, nowMillis)
        && follow(server, announced, nowMillis);
  }

  /**
   * A server named another one as master.
   *
   * @return whether another mastership is followed from now on
   */
  boolean hinted(ServerId server, Epoch hinted, long nowMillis) {
    return isWorthFollowing(server, hinted, false, nowMillis)
        && follow(server, hinted, pacedMillis(nowMillis));
  }

  /** A server that is not the master knows no other; the one that was last followed, probably. */
  void denied(Epoch denied, long nowMillis) {
    if (master.isNone() || denied.isBefore(epoch)) {
      return;
    }
    master = ServerId.NONE;
    suspected = false;
    unansweredMillis = NEVER;
    searching = false;
    confirmed = false;
    holdMillis = nowMillis + following.next();
    forgetMillis = nowMillis + 2 * timings.resend();
  }

  /** When a tick is due; {@link Long#MAX_VALUE} if nothing waits for one. */
  long deadlineMillis(long nowMillis) {
    long next = suspected ? NEVER : suspicionMillis();
    if (searching) {
      next = Math.min(next, nextRoundMillis);
    }
    return !master.isNone() && nowMillis < holdMillis ? Math.min(next, holdMillis) : next;
  }

  private boolean isWorthFollowing(ServerId server, Epoch named, boolean ownWord, long nowMillis) {
    if (server.isNone() || named.isAfter(epoch)) {
      return !server.isNone();
    }
    boolean credible = ownWord || named.equals(epoch) || nowMillis >= forgetMillis;
    return isLost() && !server.equals(master) && credible;
  }

  private boolean follow(ServerId server, Epoch followed, long fromMillis) {
    master = server;
    epoch = followed;
    suspected = false;
    unansweredMillis = NEVER;
    searching = false;
    confirmed = false;
    holdMillis = fromMillis;
    return true;
  }

  /**
   * From when on a hint is followed: the first one at once; those that come before anything was
   * answered after a pause, unless a denial has brought one already.
   */
  private long pacedMillis(long nowMillis) {
    if (confirmed) {
      return nowMillis;
    }
    return master.isNone() ? Math.max(nowMillis, holdMillis) : nowMillis + following.next();
  }

  private long suspicionMillis() {
    return unansweredMillis == NEVER ? NEVER : unansweredMillis + timings.resend();
  }
}
