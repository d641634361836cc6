package dev.understudy.member;

import dev.understudy.group.Epoch;
import dev.understudy.group.Incarnation;
import dev.understudy.group.ServerId;
import dev.understudy.log.EntryKey;
import java.util.Map;

/**
 * Every rule on which safety or convergence rests, one method each, with the section of the
 * protocol it comes from. The machine asks here and nowhere else, so that a test can break one rule
 * at a time and show that the simulator sees it. Production uses {@link #STANDARD}.
 */
public class Rules {

  public static final Rules STANDARD = new Rules();

  /** Section 5: a promise is kept; afterwards {@code given} is the lowest epoch that is heard. */
  public Epoch afterPromise(Epoch before, Epoch given) {
    return given;
  }

  /** Section 3: a quorum is a majority of the voters. */
  public int quorum(int voters) {
    return voters / 2 + 1;
  }

  /** Section 4: a result is released once its entry is committed. */
  public boolean mayRelease(long index, long commitIndex) {
    return index <= commitIndex;
  }

  /** Section 4 (+): so is a result that a retry finds in the session table. */
  public boolean mayReleaseRecorded(long index, long commitIndex) {
    return index <= commitIndex;
  }

  /** Section 4: counting holders commits entries of the master's own epoch only. */
  public boolean mayCommitByCounting(Epoch ofEntry, Epoch own) {
    return ofEntry.equals(own);
  }

  /** Section 4 (+): an acknowledgement names what appends of this epoch verified. */
  public long acknowledged(long verifiedIndex, long lastIndex) {
    return verifiedIndex;
  }

  /** Section 8: what a session executed before is not executed again. */
  public boolean isRepeated(boolean executedBefore) {
    return executedBefore;
  }

  /** Section 8 (+): an unknown session is expired, never a new client. */
  public boolean mayExecuteIn(boolean sessionKnown) {
    return sessionKnown;
  }

  /** Section 8: a session's requests are executed in their order. */
  public boolean mayTake(boolean inOrder) {
    return inOrder;
  }

  /** Section 5: a candidate's log must end at least where the voter's does. */
  public boolean isUpToDate(EntryKey candidate, EntryKey voter) {
    return candidate.compareTo(voter) >= 0;
  }

  /** Section 5, loss of memory: answers of a quorum of voters other than the newcomer. */
  public boolean isAdmitted(int normalAnswers, int voters) {
    return normalAnswers >= quorum(voters);
  }

  /** Section 5 (+): a promise counts unless another one names a later life of its sender. */
  public boolean countsPromise(
      ServerId sender, Incarnation of, Map<ServerId, Incarnation> knownToOther) {
    return !knownToOther.getOrDefault(sender, Incarnation.NONE).isAfter(of);
  }

  /** Section 5 (+): a later life of a server is believed when it answered, not by its clock. */
  public boolean needsProofOfLife() {
    return true;
  }

  /** Section 5 (+): nobody follows a master whose epoch is below the one promised. */
  public boolean mayFollow(Epoch offered, Epoch promised) {
    return !offered.isBefore(promised);
  }

  /** Section 7: a server checks itself whenever something triggers that. */
  public boolean checksItself() {
    return true;
  }

  /** Section 7 (+): a master steps down for another one only after the direct comparison. */
  public boolean needsComparison() {
    return true;
  }

  /** Section 7: in the direct comparison the one gives way that the order of section 6 says. */
  public boolean givesWay(boolean otherIsBetter) {
    return otherIsBetter;
  }

  /** Section 7: a state is adopted when all of it arrived and its checksum is right. */
  public boolean isComplete(int received, int total, boolean checksumRight) {
    return received == total && checksumRight;
  }

  /** Section 10 (+): a state is served to a loser once what it handed over is committed here. */
  public boolean mayServeLoser(long lastDivergedIndex, long commitIndex) {
    return lastDivergedIndex <= commitIndex;
  }

  /** Section 1 (+): an epoch carries the life of its owner, so that none is used twice. */
  public Incarnation inEpoch(Incarnation own) {
    return own;
  }

  /** Section 4: a read waits for a round of acknowledgements that began after it arrived. */
  public boolean mayAnswerRead(long acknowledgedRound, long requiredRound) {
    return acknowledgedRound >= requiredRound;
  }

  /** Section 7: a server has others prove that its address answers. */
  public boolean provesItsAddress() {
    return true;
  }

  /** Section 7 (+): the check timer is armed again after every recovery, whatever it found. */
  public boolean rearmsTimer(boolean recoveryFailed) {
    return true;
  }
}
