package dev.understudy.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.understudy.group.Mode;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Schedules that found a bug once, each by what it was about. */
final class FoundBySimulationTest {

  /** The replay gave the client's own request, later in one batch with it, a second execution. */
  @Test
  void aDivergedRequestIsNotReplayedInOneBatchWithItsRepetition() {
    holds(8_793, Mode.AVAILABLE);
  }

  /** With more replays than the bound, the oldest were forgotten and executed again. */
  @ParameterizedTest
  @ValueSource(longs = {22_950, 23_462, 29_189})
  void aReplayedRequestIsRememberedHoweverManyThereAre(long seed) {
    holds(seed, Mode.AVAILABLE);
  }

  /**
   * Neither hears the other's messages, which are taken for one's own; only a name server can tell.
   */
  @Test
  void twoMastersWithOneServerNumberFindEachOther() {
    holds(37_515, Mode.AVAILABLE);
  }

  /** What the client gave up arrived after what it sent later, and was called done. */
  @ParameterizedTest
  @ValueSource(longs = {79_633, 80_177, 83_988})
  void aLateDuplicateThatItsClientGaveUpIsRefused(long seed) {
    holds(seed, Mode.AVAILABLE);
  }

  /** Each knew a later, dead life of the other and dropped its word, that it is outlived itself. */
  @Test
  void twoServersThatHoldEachOtherForOutlivedMeetAgain() {
    holds(94_331, Mode.AVAILABLE);
  }

  /** A new master never released what was committed but not executed when it was elected. */
  @ParameterizedTest
  @ValueSource(longs = {112_133, 141_707})
  void aRequestThatIsRepeatedWhileASlowServiceHasItIsAnswered(long seed) {
    holds(seed, Mode.CONSISTENT);
  }

  /** It was superseded while it was silent, and heard again while nobody was retained. */
  @Test
  void aSupersededMasterThatIsHeardAgainIsToldOf() {
    holds(1_952, Mode.AVAILABLE);
  }

  /** A standby remembered a later life of the master, which was dead, and so ended the master. */
  @Test
  void aStandbyEndsNoMasterByWhatItRemembers() {
    holds(1_033_338, Mode.CONSISTENT);
  }

  /** It had promised itself a higher epoch, and said so to appends only, of which none came. */
  @Test
  void whoIsTooFarBehindForAnAppendRefusesItsMastersEpochAllTheSame() {
    holds(2_077_477, Mode.CONSISTENT);
  }

  /** A late acknowledgement from before the damage passed for the repair of it. */
  @Test
  void aDigestFromBeforeTheMismatchIsNoRepair() {
    holds(3_051_526, Mode.CONSISTENT);
  }

  /** A late message of a dead life, begun by a later clock, made a voter end the living one. */
  @Test
  void aLateMessageOfADeadLifeEndsNobody() {
    holds(3_097_670, Mode.CONSISTENT);
  }

  /** The session had forgotten meanwhile which entry executed the request that another repeats. */
  @Test
  void whoRepeatsARequestIsToldTheEntryThatExecutedIt() {
    holds(5_069_928, Mode.AVAILABLE);
  }

  /** Who is deaf meets nobody who could prove it; a name server had named another one. */
  @ParameterizedTest
  @ValueSource(longs = {6_031_009, 6_081_789, 6_082_350})
  void aDeafServerAsksWhomTheNameServerNamesToReachIt(long seed) {
    holds(seed, Mode.AVAILABLE);
  }

  /** No bug of the group: with many writes of unknown outcome the checker of histories got lost. */
  @Test
  void aHistoryWithManyUnknownWritesIsDecided() {
    holds(7_021_309, Mode.CONSISTENT);
  }

  private static void holds(long seed, Mode mode) {
    Optional<Failure> failure = Simulation.run(seed, mode).failure();
    assertEquals(Optional.empty(), failure.map(Failure::report));
  }
}
