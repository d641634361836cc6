package dev.understudy.monitoring;

import dev.understudy.group.Epoch;
import dev.understudy.group.Priority;
import dev.understudy.group.Role;
import dev.understudy.group.ServerId;
import dev.understudy.member.ElectionMessage.HandoverRequest;

/**
 * Recovery step 3 (protocol section 7, claims 7 and 9): a server that synchronized is a backup; if
 * its priority is higher than its master's, it asks for a hand-over. The master decides, once per
 * cooldown.
 */
public final class StateAssignment {

  private final MonitoredServer server;
  private ServerId master = ServerId.NONE;
  private Epoch epoch = Epoch.NONE;
  private Priority priority = Priority.NORMAL;
  private boolean known;

  public StateAssignment(MonitoredServer server) {
    this.server = server;
  }

  /** The master's own word on its priority. */
  public void learn(ServerId whose, Epoch ofEpoch, Priority masters) {
    master = whose;
    epoch = ofEpoch;
    priority = masters;
    known = true;
  }

  /** To be called when a check or recovery found this server in order. */
  public void assign() {
    Standing standing = server.standing(true);
    boolean applies =
        known
            && standing.role() == Role.BACKUP
            && standing.hears()
            && standing.master().equals(master)
            && standing.epoch().equals(epoch);
    if (applies && server.priority().isHigherThan(priority)) {
      server.send(master, new HandoverRequest(epoch, server.priority()));
    }
  }
}
