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
import dev.understudy.monitoring.SelfMonitor.LastCheck;
import java.util.Collection;
import java.util.OptionalLong;

/** What can be seen of a member from outside; reading it changes nothing. */
public interface MemberView {

  ServerId self();

  Incarnation incarnation();

  Role role();

  /** Whom it takes for its master; itself if it is one; none if it knows nobody. */
  ServerId master();

  /** Of the mastership it exercises or follows. */
  Epoch epoch();

  /** The highest epoch it promised. */
  Epoch promised();

  /** Whether it is ready: a master, or a backup that holds what its master committed. */
  boolean isInSync();

  /** Whether it is getting another server's state. */
  boolean isSynchronizing();

  /** Bytes of the state that have arrived here; 0 while none is being fetched. */
  int receivedStateBytes();

  /** Bytes of the state that is being fetched; 0 while none is. */
  int totalStateBytes();

  /** As master: bytes of entries sent to all backups that they have not acknowledged; else 0. */
  long inFlightBytes();

  /** The newest in-sync set it has seen. */
  InSync inSync();

  Priority priority();

  /** To be read only. */
  Log log();

  long lastIndex();

  long commitIndex();

  long executedIndex();

  /** At the last entry executed. */
  Digest digest();

  /** The digest at an entry executed lately. */
  OptionalLong digestAt(long index);

  Collection<DivergedRecord> diverged();

  int sessions();

  LastCheck lastCheck();
}
