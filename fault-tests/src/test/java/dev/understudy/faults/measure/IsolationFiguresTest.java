package dev.understudy.faults.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.faults.client.Outcome;
import dev.understudy.faults.client.Recorded;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Server 1 is cut off at 1,000 to 1,010 ms, and joined again at 11,000. */
class IsolationFiguresTest {

  private static final List<Recorded> MAJORITY =
      List.of(
          Made.answered(900, 990, 1),
          Made.answered(995, 1_700, 2),
          Made.answered(1_005, 1_015, 1),
          Made.answered(1_200, 1_600, 2),
          Made.answered(1_100, 1_650, 2));

  private static final List<Recorded> ISOLATED =
      List.of(Made.refused(1_100, 4_000, "no-master"), Made.answered(5_000, 11_200, 2));

  private static Isolation isolation(OptionalLong merged, OptionalLong inSync, boolean lost) {
    return new Isolation(
        1,
        Made.span(1_000, 1_010),
        Made.span(11_000, 11_010),
        lost,
        true,
        Made.at(12_000),
        merged,
        inSync);
  }

  private static IsolationFigures figures(List<Recorded> majority, List<Recorded> isolated) {
    return IsolationFigures.of(
        isolation(Made.at(13_000), Made.at(13_400), true), majority, isolated);
  }

  @Test
  void theMajorityAnswersWhenACallIsAnsweredThatBeganAfterTheCut() {
    IsolationFigures figures = figures(MAJORITY, ISOLATED);
    assertThat(figures.untilAnswered()).hasValue(Made.nanos(600));
    assertThat(figures.doubts()).isEmpty();
  }

  @Test
  void theSlowestAnswerMayBeOfACallThatWasUnderWayAtTheCut() {
    assertThat(figures(MAJORITY, ISOLATED).worst()).hasValue(Made.nanos(705));
  }

  @Test
  void whatIsAnsweredBesideTheIsolatedMasterOnlyAfterTheHealIsNoDoubt() {
    IsolationFigures figures = figures(MAJORITY, ISOLATED);
    assertThat(figures.answeredInIsolation()).isZero();
    assertThat(figures.isolated().count(Outcome.OK)).isEqualTo(1);
  }

  @Test
  void whatIsAnsweredThereBeforeTheHealIs() {
    IsolationFigures figures = figures(MAJORITY, List.of(Made.answered(1_100, 1_200, 1)));
    assertThat(figures.answeredInIsolation()).isEqualTo(1);
    assertThat(figures.doubts()).singleElement().asString().contains("were answered");
  }

  @Test
  void aMajorityThatAnswersOnlyAfterTheHealDidNotAnswer() {
    IsolationFigures figures = figures(List.of(Made.answered(1_100, 11_100, 2)), ISOLATED);
    assertThat(figures.untilAnswered()).isEmpty();
    assertThat(figures.doubts()).contains("the majority answered nothing before the heal");
  }

  @Test
  void aMajorityThatTheIsolatedMasterAnswersWasNotCutOff() {
    IsolationFigures figures = figures(List.of(Made.answered(1_100, 1_110, 1)), ISOLATED);
    assertThat(figures.doubts()).singleElement().asString().contains("by the isolated master");
  }

  @Test
  void withoutClientsBesideTheMasterNothingIsSaidOfThem() {
    assertThat(figures(MAJORITY, List.of()).doubts()).singleElement().asString().contains("asked");
  }

  @Test
  void whatWasNotSeenIsADoubt() {
    OptionalLong none = OptionalLong.empty();
    IsolationFigures unseen = IsolationFigures.of(isolation(none, none, false), MAJORITY, ISOLATED);
    assertThat(unseen.doubts()).hasSize(3);
    assertThat(unseen.isolation().ours()).isEmpty();
    assertThat(unseen.isolation().untilInSync()).isEmpty();
  }

  @Test
  void oursIsWhatFollowsTheMerge() {
    Isolation isolation = isolation(Made.at(13_000), Made.at(13_400), true);
    assertThat(isolation.untilInSync()).hasValue(Made.nanos(2_400));
    assertThat(isolation.untilMembership()).hasValue(Made.nanos(1_000));
    assertThat(isolation.untilMerged()).hasValue(Made.nanos(2_000));
    assertThat(isolation.ours()).hasValue(Made.nanos(400));
  }

  @Test
  void aServerThatIsInSyncBeforeTheMergeIsOverTookNoTimeOfItsOwn() {
    assertThat(isolation(Made.at(13_000), Made.at(12_500), true).ours()).hasValue(0);
  }
}
