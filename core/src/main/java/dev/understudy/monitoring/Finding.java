package dev.understudy.monitoring;

import dev.understudy.group.Epoch;
import dev.understudy.group.ServerId;

/** What a self-check found (protocol section 7, detector). */
public sealed interface Finding {

  /** In words, for a person. */
  String explanation();

  /** The server and the name server agree, and the server follows. */
  record Agreement(String explanation) implements Finding {}

  /** Nothing can be said; never reported as agreement. */
  record Unknown(String explanation) implements Finding {}

  /** The name server knows less than this server; a master registers again. */
  record NameServerBehind(String explanation) implements Finding {}

  /** The server has to recover. */
  record Inconsistency(Kind kind, ServerId expected, Epoch expectedEpoch, String explanation)
      implements Finding {}

  /** In what way a server is inconsistent. */
  enum Kind {
    /** I am a master and not the name-server master (claim 5). */
    MASTER_NOT_RETAINED,
    /** I am a master and hear another one, and no name server says which is the right one. */
    OTHER_MASTER_HEARD,
    /** My master is not the name-server master (claim 6). */
    WRONG_MASTER,
    /** My master is the right one, but I do not follow. */
    NOT_FOLLOWING
  }
}
