package dev.understudy.faults.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.faults.client.Call;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How much is gone, or is there twice, in histories made by hand. */
class LossesTest {

  @Test
  void nothingIsLostWhereEachWriteWasSeenByTheNextOne() {
    Story story =
        new Story()
            .ok(0, 10, Call.put("k", "a"), "none")
            .ok(20, 30, Call.cas("k", Optional.of("a"), "b"), "true")
            .ok(40, 50, Call.cas("k", Optional.of("a"), "c"), "false")
            .ok(60, 70, Call.put("k", "d"), "b")
            .end("k", "d");
    assertThat(Losses.of(story.evidence())).isEqualTo(Losses.NONE);
  }

  @Test
  void twoWritesInPlaceOfOneAreAForkOfWhichOneIsLost() {
    Story story =
        new Story()
            .ok(0, 10, Call.put("k", "a"), "none")
            .ok(20, 30, Call.put("k", "b"), "a")
            .ok(20, 30, Call.put("k", "c"), "a")
            .end("k", "c");
    assertThat(Losses.of(story.evidence())).isEqualTo(new Losses(1, 0));
  }

  @Test
  void aWriteOfUnknownOutcomeMayHaveReplacedAnotherOne() {
    Story story =
        new Story()
            .ok(0, 10, Call.put("k", "a"), "none")
            .unknown(20, Call.put("k", "b"))
            .ok(40, 50, Call.put("k", "c"), "b")
            .ok(60, 70, Call.put("k", "d"), "c")
            .end("k", "d");
    assertThat(Losses.of(story.evidence())).isEqualTo(Losses.NONE);
  }

  @Test
  void aValueInADivergedRecordIsNotLost() {
    Story story =
        new Story()
            .ok(0, 10, Call.put("k", "a"), "none")
            .ok(0, 10, Call.put("k", "b"), "none")
            .remnant("1/2@7", "{\"op\":\"put\",\"key\":\"k\",\"value\":\"b\"}")
            .end("k", "a");
    assertThat(Losses.of(story.evidence())).isEqualTo(Losses.NONE);
  }

  @Test
  void additionsAreInTheSumOrInADivergedRecordOrLost() {
    Story story =
        new Story()
            .ok(0, 10, Call.add("n"), "1")
            .ok(0, 10, Call.add("n"), "1")
            .ok(0, 10, Call.add("n"), "1")
            .remnant("1/2@7", "{\"op\":\"add\",\"name\":\"n\"}")
            .end("n", "1");
    assertThat(Losses.of(story.evidence())).isEqualTo(new Losses(1, 0));
  }

  @Test
  void whatIsInTheSumBeyondAllThatMayHaveBeenAddedWasCountedTwice() {
    Story story =
        new Story()
            .ok(0, 10, Call.add("n"), "1")
            .unknown(0, Call.add("n"))
            .fail(0, Call.add("n"))
            .end("n", "3");
    assertThat(Losses.of(story.evidence())).isEqualTo(new Losses(0, 1));
  }

  @Test
  void nothingIsSaidWhereTheEndWasNotRead() {
    Story story = new Story().ok(0, 10, Call.add("n"), "1");
    Evidence unread = new Evidence(story.calls(), true, Optional.empty());
    assertThat(List.of(Losses.of(unread), Losses.of(story.evidence())))
        .containsExactly(Losses.NONE, new Losses(1, 0));
  }
}
