package dev.understudy.monitoring;

import dev.understudy.group.Epoch;
import dev.understudy.group.Role;
import dev.understudy.registry.Answer;
import dev.understudy.registry.Registration;
import java.util.Optional;

/**
 * Compares what a server believes with what the name server says (protocol section 7, claims 4-6
 * and 28). Pure: it decides nothing but what is the case.
 */
public final class Detector {

  private Detector() {}

  /** Judges {@code standing}; an empty answer is a name server that did not answer in time. */
  public static Finding detect(Standing standing, Optional<Answer> answer) {
    if (standing.role() == Role.NEWCOMER || standing.role() == Role.GONE) {
      return new Finding.Unknown("this server has no state yet");
    }
    if (answer.isEmpty()) {
      return withoutName(standing, "no name server answered");
    }
    if (answer.get() instanceof Answer.WarmingUp) {
      return withoutName(standing, "the name server is warming up");
    }
    if (answer.get() instanceof Answer.MasterIs masterIs) {
      return standing.role() == Role.MASTER
          ? ofMaster(standing, masterIs)
          : ofBackup(standing, masterIs);
    }
    return withoutMaster(standing);
  }

  private static Finding ofMaster(Standing standing, Answer.MasterIs answer) {
    Registration retained = answer.retained();
    if (retained.server().equals(standing.self())) {
      return retained.epoch().equals(standing.epoch())
          ? new Finding.Agreement("the name server names me")
          : new Finding.NameServerBehind("the name server names an earlier epoch of mine");
    }
    if (standing.consistentMode() && retained.epoch().isBefore(standing.epoch())) {
      return new Finding.NameServerBehind(
          "the name server names " + retained.server() + " of an earlier epoch");
    }
    if (isLostThereToo(standing, answer)) {
      return new Finding.NameServerBehind(
          "the name server names "
              + retained.server()
              + ", whom I lost too, and whose successor I am");
    }
    return inconsistency(
        Finding.Kind.MASTER_NOT_RETAINED,
        retained,
        "I am a master, the name server names " + retained.server());
  }

  private static Finding ofBackup(Standing standing, Answer.MasterIs answer) {
    Registration retained = answer.retained();
    if (!standing.hears() && isLostThereToo(standing, answer)) {
      return new Finding.Unknown(
          "the name server, too, has heard nothing of " + retained.server() + " since I lost it");
    }
    if (isAwaited(standing, retained)) {
      return new Finding.Unknown(
          "I promised " + retained.server() + " its epoch and wait for its first word");
    }
    if (retained.server().equals(standing.master())) {
      return standing.hears() && standing.progresses()
          ? new Finding.Agreement("my master is the name-server master and I follow it")
          : inconsistency(
              Finding.Kind.NOT_FOLLOWING,
              retained,
              standing.hears() ? "my master advances and I do not" : "I hear nothing of my master");
    }
    if (standing.consistentMode() && retained.epoch().isBefore(standing.promised())) {
      return new Finding.NameServerBehind(
          "the name server names an epoch below the one I promised");
    }
    if (retained.server().equals(standing.self())) {
      return new Finding.NameServerBehind("the name server names me, and I am no master");
    }
    return inconsistency(
        Finding.Kind.WRONG_MASTER,
        retained,
        "my master is " + standing.master() + ", the name server names " + retained.server());
  }

  /** Elected with this server's promise, and not heard yet: the election timer runs. */
  private static boolean isAwaited(Standing standing, Registration retained) {
    return standing.awaitsPromised() && retained.epoch().equals(standing.promised());
  }

  /**
   * The master that this server lost: as long as the name server heard it no later, to follow it
   * would be to follow the dead, and to speak against an election.
   */
  private static boolean isLostThereToo(Standing standing, Answer.MasterIs answer) {
    Standing.LastHeard last = standing.lastHeard();
    return answer.retained().epoch().equals(last.epoch())
        && answer.silentMillis() + last.renewMillis() >= last.millisAgo();
  }

  private static Finding withoutMaster(Standing standing) {
    return standing.role() == Role.MASTER
        ? new Finding.NameServerBehind("the name server knows no master, and I am one")
        : withoutName(standing, "the name server knows no master");
  }

  /** Nobody names a master; two that hear each other need nobody to, and nor does who is stuck. */
  private static Finding withoutName(Standing standing, String why) {
    if (!standing.otherMasters().isEmpty()) {
      Epoch heard = standing.otherMasters().get(0);
      return new Finding.Inconsistency(
          Finding.Kind.OTHER_MASTER_HEARD,
          heard.owner(),
          heard,
          "I am a master, and hear that " + heard.owner() + " is one too; " + why);
    }
    boolean stuck =
        standing.role() == Role.BACKUP
            && !standing.master().isNone()
            && standing.hears()
            && !standing.progresses();
    return stuck
        ? new Finding.Inconsistency(
            Finding.Kind.NOT_FOLLOWING,
            standing.master(),
            standing.epoch(),
            "my master advances and I do not; " + why)
        : new Finding.Unknown(why);
  }

  private static Finding inconsistency(
      Finding.Kind kind, Registration retained, String explanation) {
    return new Finding.Inconsistency(kind, retained.server(), retained.epoch(), explanation);
  }
}
