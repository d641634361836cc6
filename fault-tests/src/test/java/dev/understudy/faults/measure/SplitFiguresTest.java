package dev.understudy.faults.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.faults.client.Recorded;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Server 1 is parted from server 2 at 1,000 to 1,010 ms, and joined at 3,000. */
class SplitFiguresTest {

  private static final List<Recorded> ALONE =
      List.of(
          Made.answered(900, 1_005, 1),
          Made.answered(1_500, 1_600, 1),
          Made.answered(2_500, 2_900, 1));

  private static final List<Recorded> OTHERS =
      List.of(Made.answered(1_020, 1_800, 2), Made.answered(2_900, 3_100, 2));

  private static final Split SPLIT = split(Made.at(3_200), Made.at(3_250), Made.at(3_400));

  private static Split split(OptionalLong seen, OptionalLong oneMaster, OptionalLong well) {
    return new Split(
        1, Made.span(1_000, 1_010), Made.span(3_000, 3_010), seen, oneMaster, well, 17);
  }

  @Test
  void gapsAreOfAnswersWhateverTheirCallsBegin() {
    SplitFigures figures = SplitFigures.of(SPLIT, ALONE, OTHERS);
    assertThat(figures.aloneGap()).isEqualTo(Made.nanos(1_300));
    assertThat(figures.othersGap()).isEqualTo(Made.nanos(1_200));
    assertThat(figures.alone().calls()).hasSize(2);
    assertThat(figures.doubts()).isEmpty();
  }

  @Test
  void timesCountFromTheHealAndFromWhatCameBefore() {
    assertThat(SPLIT.untilSeen()).hasValue(Made.nanos(200));
    assertThat(SPLIT.fromSeenUntilOneMaster()).hasValue(Made.nanos(50));
    assertThat(SPLIT.untilOneMaster()).hasValue(Made.nanos(250));
    assertThat(SPLIT.fromOneMasterUntilInSync()).hasValue(Made.nanos(150));
    assertThat(SPLIT.untilInSync()).hasValue(Made.nanos(400));
  }

  @Test
  void ofWhatWasOverBeforeANameServerToldOfItTheTimeIsNotKnown() {
    Split early = split(Made.at(3_200), Made.at(3_100), Made.at(3_400));
    assertThat(early.fromSeenUntilOneMaster()).isEmpty();
  }

  @Test
  void whatNoNameServerSawIsNotKnownButNoDoubt() {
    Split unseen = split(OptionalLong.empty(), Made.at(3_100), Made.at(3_400));
    assertThat(unseen.untilSeen()).isEmpty();
    assertThat(unseen.fromSeenUntilOneMaster()).isEmpty();
    assertThat(SplitFigures.of(unseen, ALONE, OTHERS).doubts()).isEmpty();
  }

  @Test
  void oneServerThatAnswersBothSidesWasNotCutOff() {
    List<Recorded> same = List.of(Made.answered(1_020, 1_800, 1));
    assertThat(SplitFigures.of(SPLIT, ALONE, same).doubts())
        .singleElement()
        .asString()
        .contains("there was no cut");
  }

  @Test
  void aSideWithoutAMasterOrWithoutCallsIsADoubt() {
    List<Recorded> late = List.of(Made.answered(2_000, 3_050, 2));
    assertThat(SplitFigures.of(SPLIT, ALONE, late).doubts())
        .containsExactly("one side had no master that answered");
    assertThat(SplitFigures.of(SPLIT, ALONE, List.of()).doubts()).hasSize(2);
  }

  @Test
  void aMasterThatNobodyHeardStepDownAndARestThatNobodySawAreDoubts() {
    Split open = split(Made.at(3_200), OptionalLong.empty(), OptionalLong.empty());
    assertThat(SplitFigures.of(open, ALONE, OTHERS).doubts()).hasSize(2);
  }
}
