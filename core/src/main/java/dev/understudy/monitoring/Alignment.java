package dev.understudy.monitoring;

import dev.understudy.group.Epoch;
import dev.understudy.group.Role;
import dev.understudy.group.ServerId;
import dev.understudy.member.MonitoringMessage.Comparison;
import dev.understudy.member.MonitoringMessage.ComparisonWanted;
import dev.understudy.member.MonitoringMessage.ComparisonWon;
import dev.understudy.registry.Registration;

/**
 * Recovery step 1 (protocol section 7, claim 7): this server's master becomes the name-server
 * master. A backup simply takes it; a master steps down only for a server that itself answers as
 * master and wins the direct comparison (+), so that two name servers that each hear one half
 * cannot make both follow. One that hears another master, and not the name-server master, compares
 * itself with that one.
 */
public final class Alignment {

  /** How it ended. */
  public enum Outcome {
    OPEN,
    /** This server's master is now the other one. */
    ALIGNED,
    /** This server stays master, or nobody answered. */
    KEPT
  }

  private final MonitoredServer server;
  private ServerId other = ServerId.NONE;
  private Epoch otherEpoch = Epoch.NONE;
  private boolean named;
  private Outcome outcome = Outcome.KEPT;
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

  public void begin(Finding.Inconsistency inconsistency) {
    other = inconsistency.expected();
    otherEpoch = inconsistency.expectedEpoch();
    named = inconsistency.kind() != Finding.Kind.OTHER_MASTER_HEARD;
    if (!isMaster() || !server.needsComparison()) {
      giveWay(otherEpoch);
      return;
    }
    outcome = Outcome.OPEN;
    until = server.now() + 2 * server.timings().answer();
    compare();
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
    if (!isMaster()) {
      outcome = Outcome.KEPT;
    } else if (server.now() >= until) {
      if (named) {
        server.registerAgain(otherEpoch);
      }
      outcome = Outcome.KEPT;
    } else if (server.now() - sentAt >= server.timings().retry()) {
      compare();
    }
  }

  public long deadlineMillis() {
    return outcome == Outcome.OPEN
        ? Math.min(until, sentAt + server.timings().retry())
        : Long.MAX_VALUE;
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

  private void compare() {
    sentAt = server.now();
    boolean starts = server.registration().server().compareTo(other) < 0;
    server.send(
        other,
        starts
            ? new Comparison(server.registration())
            : new ComparisonWanted(server.registration().epoch()));
  }

  private void giveWay(Epoch epoch) {
    outcome = Outcome.ALIGNED;
    server.align(other, epoch);
  }

  private boolean isMaster() {
    return server.registration().role() == Role.MASTER;
  }
}
