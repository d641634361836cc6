package dev.understudy.faults.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.faults.client.Call;
import dev.understudy.faults.client.Recorded;
import dev.understudy.group.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Histories of a CONSISTENT group that are known to be good or bad. */
class ConsistentJudgeTest {

  private static final Optional<String> NONE = Optional.empty();

  @Test
  void keepsAHistoryThatHasAnOrder() {
    Story story =
        new Story()
            .ok(0, 10, Call.put("k", "a"), "none")
            .ok(5, 30, Call.get("k"), "none")
            .ok(12, 20, Call.cas("k", Optional.of("a"), "b"), "true")
            .ok(15, 40, Call.cas("k", Optional.of("a"), "c"), "false")
            .ok(35, 50, Call.put("k", "d"), "b")
            .ok(60, 70, Call.get("k"), "d")
            .end("k", "d");
    assertThat(judge(story)).isInstanceOf(Verdict.Kept.class);
  }

  @Test
  void keepsWritesOfUnknownOutcomeThatTookEffectLateOrNever() {
    Story story =
        new Story()
            .unknown(0, Call.put("k", "late"))
            .unknown(0, Call.put("k", "never"))
            .unknown(5, Call.cas("k", Optional.of("late"), "later"))
            .ok(100, 110, Call.get("k"), "none")
            .ok(200, 210, Call.get("k"), "late")
            .ok(300, 310, Call.put("k", "last"), "later")
            .end("k", "last");
    assertThat(judge(story)).isInstanceOf(Verdict.Kept.class);
  }

  @Test
  void findsAStaleRead() {
    Story story =
        new Story()
            .ok(0, 10, Call.put("k", "old"), "none")
            .ok(20, 30, Call.put("k", "new"), "old")
            .ok(40, 50, Call.get("k"), "old")
            .end("k", "new");
    assertBroken(story, "not linearizable", 0, 1, 2);
  }

  @Test
  void findsAWriteThatIsLostInTheEnd() {
    Story story =
        new Story()
            .ok(0, 10, Call.put("k", "old"), "none")
            .ok(20, 30, Call.put("k", "new"), "old")
            .end("k", "old");
    assertBroken(story, "not linearizable", 0, 1);
  }

  @Test
  void findsThatTwoWhoReadTheEndReadDifferentValues() {
    Story story = new Story().ok(0, 10, Call.put("k", "a"), "none");
    story.ok(20, 30, Call.put("k", "b"), "a").end("k", "b").alsoRead("k", "a");
    assertThat(judge(story).what()).contains("k was read as a and as b in the end");
    Story sums = new Story().ok(0, 10, Call.add("n"), "1").end("n", "1").alsoRead("n", "2");
    assertThat(judge(sums).what()).contains("n was read as 2 and as 1 in the end");
  }

  @Test
  void aCallOfUnknownOutcomeMayTakeEffectBetweenTwoWhoReadTheEnd() {
    Story story = new Story().ok(0, 10, Call.put("k", "a"), "none").unknown(20, Call.put("k", "b"));
    assertThat(judge(story.end("k", "b").alsoRead("k", "a"))).isInstanceOf(Verdict.Kept.class);
  }

  @Test
  void findsAWriteThatLaterOnesDidNotFind() {
    Story story =
        new Story()
            .ok(0, 10, Call.put("k", "lost"), "none")
            .ok(20, 30, Call.put("k", "next"), "none")
            .end("k", "next");
    assertBroken(story, "two writes replaced no value", 0, 1);
  }

  @Test
  void findsTwoCompareAndSetsThatBothReplacedOneValue() {
    Story story =
        new Story()
            .ok(0, 10, Call.put("k", "a"), "none")
            .ok(20, 30, Call.cas("k", Optional.of("a"), "b"), "true")
            .ok(20, 30, Call.cas("k", Optional.of("a"), "c"), "true")
            .end("k", "c");
    assertBroken(story, "two writes replaced a", 0, 1, 2);
  }

  @Test
  void findsACompareAndSetThatWasRefusedWithoutAReason() {
    Story story =
        new Story()
            .ok(0, 10, Call.put("k", "a"), "none")
            .unknown(0, Call.put("k", "unseen"))
            .ok(20, 30, Call.cas("k", Optional.of("a"), "b"), "false")
            .ok(40, 50, Call.get("k"), "a")
            .end("k", "a");
    assertBroken(story, "was refused", 0, 2);
  }

  @Test
  void saysThatItCannotDecideWhereAValueThatNobodySawMayHaveBeen() {
    Story story =
        new Story()
            .ok(0, 10, Call.put("k", "a"), "none")
            .unknown(12, Call.put("k", "unseen"))
            .ok(20, 30, Call.cas("k", Optional.of("a"), "b"), "false")
            .unknown(32, Call.put("k", "seen"))
            .end("k", "seen");
    assertThat(judge(story)).isInstanceOf(Verdict.Undecided.class);
  }

  @Test
  void findsAValueThatNobodyWroteOrThatWasRefused() {
    Story nobodys = new Story().ok(0, 10, Call.get("k"), "ghost").end("k", "ghost");
    assertBroken(nobodys, "which nobody wrote");
    assertThat(judge(nobodys.incomplete())).isInstanceOf(Verdict.Undecided.class);
    Story refused =
        new Story()
            .fail(0, Call.put("k", "refused"))
            .ok(20, 30, Call.get("k"), "refused")
            .end("k", "refused");
    assertBroken(refused, "whose write was refused", 0);
  }

  @Test
  void findsReadsThatTurnBackBetweenWritesOfUnknownOutcome() {
    Story story =
        new Story()
            .unknown(0, Call.put("k", "a"))
            .unknown(0, Call.put("k", "b"))
            .ok(20, 30, Call.get("k"), "a")
            .ok(40, 50, Call.get("k"), "b")
            .ok(60, 70, Call.get("k"), "a")
            .end("k", "a");
    assertThat(judge(story)).isInstanceOf(Verdict.Broken.class);
  }

  @Test
  void keepsACounterWhoseGapsAreCallsOfUnknownOutcome() {
    Story story =
        new Story()
            .ok(0, 10, Call.add("n"), "1")
            .unknown(5, Call.add("n"))
            .unknown(5, Call.add("n"))
            .ok(20, 30, Call.add("n"), "3")
            .fail(40, Call.add("n"))
            .end("n", "3");
    assertThat(judge(story)).isInstanceOf(Verdict.Kept.class);
  }

  @Test
  void findsADoubleAddition() {
    Story story = new Story().ok(0, 10, Call.add("n"), "2").end("n", "2");
    assertBroken(story, "took effect more than once", 0);
    Story unseen = new Story().ok(0, 10, Call.add("n"), "1").end("n", "2");
    assertBroken(unseen, "counted 2 times, by 1 calls at most", 0);
  }

  @Test
  void findsALostAddition() {
    Story story =
        new Story().ok(0, 10, Call.add("n"), "1").ok(20, 30, Call.add("n"), "2").end("n", "1");
    assertBroken(story, "acknowledged and not kept", 1);
  }

  @Test
  void findsTwoAdditionsThatWereToldOneSum() {
    Story story =
        new Story().ok(0, 10, Call.add("n"), "1").ok(5, 30, Call.add("n"), "1").end("n", "1");
    assertBroken(story, "two calls were told the sum 1", 0, 1);
  }

  @Test
  void findsASumThatIsLowerThanOneToldBefore() {
    Story story =
        new Story().ok(0, 10, Call.add("n"), "2").ok(20, 30, Call.add("n"), "1").end("n", "2");
    assertBroken(story, "had ended that was told a higher sum", 0, 1);
  }

  @Test
  void findsAnAdditionThatCountsBeforeItBegan() {
    Story story =
        new Story().ok(0, 10, Call.add("n"), "2").unknown(20, Call.add("n")).end("n", "2");
    assertBroken(story, "more was counted than calls had begun", 0, 1);
  }

  @Test
  void findsARefusedAdditionThatTookEffect() {
    Story story = new Story().fail(0, Call.add("n")).end("n", "1");
    assertBroken(story, "nobody asked for it, or it was refused", 0);
  }

  @Test
  void findsRequestsWhosePlacesContradictTheTimes() {
    Story swapped =
        new Story()
            .in("1/1")
            .ok(0, 10, Call.add("a"), 8)
            .ok(20, 30, Call.add("b"), 7)
            .end("a", "1")
            .end("b", "1");
    assertBroken(swapped, "had ended before", 0, 1);
    Story shared =
        new Story()
            .in("1/1")
            .ok(0, 10, Call.add("a"), 8)
            .ok(5, 30, Call.add("b"), 8)
            .end("a", "1")
            .end("b", "1");
    assertBroken(shared, "two requests at 1/1@8", 0, 1);
  }

  @Test
  void doesNotSayThatAllIsWellWithoutTheFinalState() {
    Story story = new Story().ok(0, 10, Call.cas("k", NONE, "a"), "true");
    Evidence evidence = new Evidence(story.calls(), true, Optional.empty());
    assertThat(Judge.judge(Mode.CONSISTENT, evidence, Excuses.none()))
        .isEqualTo(new Verdict.Undecided("the final state was not read"));
  }

  private static Verdict judge(Story story) {
    return Judge.judge(Mode.CONSISTENT, story.evidence(), Excuses.none());
  }

  /** Broken so, shown by the calls at these places of the story, and by the audit perhaps. */
  private static void assertBroken(Story story, String what, Integer... calls) {
    Verdict verdict = judge(story);
    assertThat(verdict).isInstanceOf(Verdict.Broken.class);
    assertThat(verdict.what()).contains(what);
    if (verdict instanceof Verdict.Broken broken) {
      List<Recorded> shown = new ArrayList<>(broken.operations());
      shown.removeIf(call -> call.client().equals("audit"));
      assertThat(shown).extracting(story.calls()::indexOf).containsExactlyInAnyOrder(calls);
    }
  }
}
