package dev.understudy.member;

import dev.understudy.group.Epoch;
import dev.understudy.group.InSync;
import dev.understudy.group.Incarnation;
import dev.understudy.group.Priority;
import dev.understudy.group.Role;
import dev.understudy.group.ServerId;
import dev.understudy.log.Digest;
import dev.understudy.log.DivergedRecord;
import dev.understudy.log.Log;
import dev.understudy.monitoring.SelfMonitor;
import dev.understudy.monitoring.SelfMonitor.LastCheck;
import java.util.Collection;
import java.util.OptionalLong;

/** A window on a living member. */
final class View implements MemberView {

  private final ServerState state;
  private final Transitions transitions;
  private final SelfMonitor monitor;

  View(ServerState state, Transitions transitions, SelfMonitor monitor) {
    this.state = state;
    this.transitions = transitions;
    this.monitor = monitor;
  }

  @Override
  public ServerId self() {
    return state.self();
  }

  @Override
  public Incarnation incarnation() {
    return state.incarnation();
  }

  @Override
  public Role role() {
    return transitions.current().role();
  }

  @Override
  public ServerId master() {
    return transitions.current().master();
  }

  @Override
  public Epoch epoch() {
    return transitions.current().epoch();
  }

  @Override
  public Epoch promised() {
    return state.promised();
  }

  @Override
  public boolean isInSync() {
    return transitions.current().isInSync();
  }

  @Override
  public boolean isSynchronizing() {
    return transitions.isSynchronizing();
  }

  @Override
  public int receivedStateBytes() {
    return monitor.recovery().synchronization().receivedBytes();
  }

  @Override
  public int totalStateBytes() {
    return monitor.recovery().synchronization().totalBytes();
  }

  @Override
  public long inFlightBytes() {
    return transitions.current() instanceof Master master
        ? master.replication().all().stream().mapToLong(BackupProgress::inFlightBytes).sum()
        : 0;
  }

  @Override
  public InSync inSync() {
    return state.inSync();
  }

  @Override
  public Priority priority() {
    return state.priority();
  }

  @Override
  public Log log() {
    return state.log();
  }

  @Override
  public long lastIndex() {
    return state.log().lastIndex();
  }

  @Override
  public long commitIndex() {
    return state.commitIndex();
  }

  @Override
  public long executedIndex() {
    return state.execution().executedIndex();
  }

  @Override
  public Digest digest() {
    return state.execution().digest();
  }

  @Override
  public OptionalLong digestAt(long index) {
    return state.execution().digestAt(index);
  }

  @Override
  public Collection<DivergedRecord> diverged() {
    return state.execution().diverged().all();
  }

  @Override
  public int sessions() {
    return state.execution().sessions().size();
  }

  @Override
  public LastCheck lastCheck() {
    return monitor.lastCheck();
  }
}
