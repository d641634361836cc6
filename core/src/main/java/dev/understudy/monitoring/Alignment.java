package dev.understudy.monitoring;

import dev.understudy.group.Epoch;
import dev.understudy.group.Role;
import dev.understudy.group.ServerId;
import dev.understudy.member.MonitoringMessage.Comparison;
import dev.understudy.member.MonitoringMessage.ComparisonWanted;
import dev.understudy.member.MonitoringMessage.ComparisonWon;
import dev.understudy.member.MonitoringMessage.ProgressAnswer;
import dev.understudy.member.MonitoringMessage.ProgressQuestion;
import dev.understudy.registry.Registration;
import java.util.Set;
import java.util.TreeSet;

/**
 * Recovery step 1 (protocol section 7, claim 7): this server's master becomes the name-server
 * master. A backup takes it; a master steps down only for a server that itself answers as master
 * and wins the direct comparison (+), so that two name servers that each hear one half cannot make
 * both follow. It compares itself with the name-server master and with every other master that it
 * hears. A backup of an AVAILABLE group that hears its master leaves it only for one that answers.
 */
public final class Alignment {

  /** How it ended. */
  public enum Outcome {
    OPEN,
    /** This server's master is now the other one. */
    ALIGNED,
    /** This server stays master, or with its master, or nobody answered. */
    KEPT
  }

  private final MonitoredServer server;
  private ServerId other = ServerId.NONE;
  private Epoch above = Epoch.NONE;
  private boolean asMaster;
  private Outcome outcome = Outcome.KEPT;
  private long question;
  private long until;
  private long sentAt;

  public Alignment(MonitoredServer server) {
    this.server = server;
  }

  public Outcome outcome() {
    return outcome;
  }

  public ServerId other() {
    return other;
  }

  /** Begins with the server that is to be this one's master. */
  public void begin(Finding.Inconsistency inconsistency) {
    boolean named = inconsistency.kind() != Finding.Kind.OTHER_MASTER_HEARD;
    other = inconsistency.expected();
    // nobody need be above one that is merely heard, in one direction perhaps
    above = named ? inconsistency.expectedEpoch() : Epoch.NONE;
    asMaster = isMaster();
    boolean asks = asMaster ? server.needsComparison() : staysUnlessAnswered();
    if (!asks) {
      giveWay(inconsistency.expectedEpoch());
      return;
    }
    outcome = Outcome.OPEN;
    question = server.nonce();
    until = server.now() + 2 * server.timings().answer();
    ask();
  }

  public void abandon() {
    if (outcome == Outcome.OPEN) {
      outcome = Outcome.KEPT;
    }
  }

  public void tick() {
    if (outcome != Outcome.OPEN) {
      return;
    }
    if (isMaster() != asMaster) {
      outcome = Outcome.KEPT;
    } else if (server.now() >= until) {
      if (asMaster) {
        server.registerAgain(above);
      }
      outcome = Outcome.KEPT;
    } else if (server.now() - sentAt >= server.timings().retry()) {
      ask();
    }
  }

  public long deadlineMillis() {
    return outcome == Outcome.OPEN
        ? Math.min(until, sentAt + server.timings().retry())
        : Long.MAX_VALUE;
  }

  /** A server that was asked, as a backup, whether it is the master. */
  public void onProgress(ServerId from, ProgressAnswer answer) {
    if (outcome == Outcome.OPEN
        && !isMaster()
        && answer.nonce() == question
        && answer.master()
        && from.equals(other)) {
      giveWay(answer.epoch());
    }
  }

  public void onComparisonWanted(ServerId from) {
    if (isMaster()) {
      server.send(from, new Comparison(server.registration()));
    }
  }

  /** Returns whether this server lost and now follows {@code from}. */
  public boolean onComparison(ServerId from, Registration theirs) {
    if (!isMaster() || !theirs.isMaster() || !theirs.server().equals(from)) {
      return false;
    }
    Registration mine = server.registration();
    if (server.givesWay(theirs, mine)) {
      other = from;
      giveWay(theirs.epoch());
      return true;
    }
    server.registerAgain(theirs.epoch());
    server.send(from, new ComparisonWon(server.registration()));
    return false;
  }

  /** Returns whether this server lost and now follows {@code from}. */
  public boolean onComparisonWon(ServerId from, Registration theirs) {
    boolean lost =
        isMaster()
            && theirs.isMaster()
            && theirs.server().equals(from)
            && server.givesWay(theirs, server.registration());
    if (lost) {
      other = from;
      giveWay(theirs.epoch());
    }
    return lost;
  }

  /** To leave a master that is heard for one that cannot be reached would be to leave the group. */
  private boolean staysUnlessAnswered() {
    Standing standing = server.standing(true);
    return !standing.consistentMode() && standing.followsInPlaceOf(other);
  }

  private void ask() {
    sentAt = server.now();
    if (!asMaster) {
      server.send(other, new ProgressQuestion(question));
      return;
    }
    Set<ServerId> masters = new TreeSet<>();
    masters.add(other);
    server.standing(true).otherMasters().forEach(heard -> masters.add(heard.owner()));
    masters.forEach(this::compare);
  }

  private void compare(ServerId with) {
    Registration mine = server.registration();
    boolean starts = mine.server().compareTo(with) < 0;
    server.send(with, starts ? new Comparison(mine) : new ComparisonWanted(mine.epoch()));
  }

  private void giveWay(Epoch epoch) {
    outcome = Outcome.ALIGNED;
    server.align(other, epoch);
  }

  private boolean isMaster() {
    return server.registration().role() == Role.MASTER;
  }
}
