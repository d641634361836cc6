package dev.understudy.faults.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.faults.client.Recorded;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** A state of 100 MiB is taken from 5,000 to 7,000 ms. */
class TransferFiguresTest {

  private static final long MIB = 1024 * 1024;
  private static final Side SENDER = side(130, 350);
  private static final Side RECEIVER = side(140, 300);

  private static final Contents SAME = new Contents(7, 7, 0);

  private static final List<Recorded> CALLS =
      List.of(
          Made.answered(1_100, 1_103, 1),
          Made.answered(4_900, 5_700, 1),
          Made.answered(6_990, 7_010, 1),
          Made.answered(7_100, 9_000, 1));

  private static Side side(long needed, long most) {
    OptionalLong none = OptionalLong.empty();
    return new Side(OptionalLong.of(needed * MIB), OptionalLong.of(most * MIB), none, none, none);
  }

  private static TransferFigures figures(
      OptionalLong completed, Side sender, Side receiver, List<Recorded> calls) {
    return TransferFigures.of(
        new TransferFigures.Transfer(
            100 * MIB,
            Made.span(1_000, 4_000),
            Made.at(5_000),
            completed,
            0,
            0,
            SAME,
            sender,
            receiver),
        calls);
  }

  @Test
  void theRateIsThatOfTheStateOverTheWholeTime() {
    TransferFigures figures = figures(Made.at(7_000), SENDER, RECEIVER, CALLS);
    assertThat(figures.took()).hasValue(Made.nanos(2_000));
    assertThat(figures.mebibytesPerSecond()).hasValue(50);
    assertThat(figures.doubts()).isEmpty();
  }

  @Test
  void callsOfTheQuietTimeStandBesideThoseThatWereUnderWayInTheTransfer() {
    TransferFigures figures = figures(Made.at(7_000), SENDER, RECEIVER, CALLS);
    assertThat(figures.before().calls()).hasSize(1);
    assertThat(figures.during().calls()).hasSize(2);
    assertThat(figures.during().worst()).hasValue(Made.nanos(800));
  }

  @Test
  void whatATransferTakesIsAboveWhatIsNeededWithoutIt() {
    assertThat(SENDER.above()).hasValue(220 * MIB);
    assertThat(side(140, 100).above()).hasValue(0);
  }

  @Test
  void aStateThatWasNotTakenHasNoRate() {
    TransferFigures figures = figures(OptionalLong.empty(), SENDER, RECEIVER, CALLS);
    assertThat(figures.mebibytesPerSecond()).isEmpty();
    assertThat(figures.doubts()).contains("no state was taken");
  }

  @Test
  void aHeapSmallerThanTheStateShowsThatItIsNotThere() {
    assertThat(figures(Made.at(7_000), side(90, 350), RECEIVER, CALLS).doubts())
        .singleElement()
        .asString()
        .contains("not filled");
    assertThat(figures(Made.at(7_000), SENDER, side(40, 300), CALLS).doubts())
        .singleElement()
        .asString()
        .contains("has not taken it");
  }

  @Test
  void otherBytesThanWereWrittenAreADoubt() {
    assertThat(SAME.doubts()).isEmpty();
    assertThat(new Contents(7, 8, 0).doubts()).hasSize(1);
    assertThat(new Contents(7, 7, 1).doubts()).singleElement().asString().contains("digests");
  }

  @Test
  void aTimeWithoutCallsIsADoubt() {
    assertThat(figures(Made.at(7_000), SENDER, RECEIVER, List.of()).doubts()).hasSize(1);
  }
}
