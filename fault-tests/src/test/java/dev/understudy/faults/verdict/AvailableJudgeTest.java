package dev.understudy.faults.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.faults.client.Call;
import dev.understudy.group.Mode;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Histories of an AVAILABLE group that are known to be good or bad (protocol section 2). */
class AvailableJudgeTest {

  private static final String ADD = "{\"op\":\"add\",\"name\":\"n\"}";

  @Test
  void keepsWhatSurvivedAndWhatIsInOneRecord() {
    Story survived = acknowledged().end("n", "1");
    assertThat(judge(survived)).isInstanceOf(Verdict.Kept.class);
    Story diverged = acknowledged().end("n", "0").remnant("5/1@7", ADD);
    assertThat(judge(diverged)).isInstanceOf(Verdict.Kept.class);
  }

  @Test
  void findsARequestThatSurvivedAndIsInARecord() {
    Story story = acknowledged().end("n", "1").remnant("5/1@7", ADD);
    assertBroken(story, Excuses.none(), "took effect more than once");
  }

  @Test
  void findsARequestThatIsInNeither() {
    Story story = acknowledged().end("n", "0");
    assertBroken(story, Excuses.none(), "acknowledged and not kept");
  }

  @Test
  void findsARequestInTwoRecords() {
    Story story = acknowledged().end("n", "0").remnant("5/1@7", ADD).remnant("6/2@7", ADD);
    assertBroken(story, Excuses.none(), "took effect more than once");
  }

  @Test
  void findsARequestThatWasExecutedTwiceInOneHistory() {
    Story story = new Story().in("5/1").ok(0, 10, Call.add("n"), "2").end("n", "2");
    assertBroken(story, Excuses.none(), "took effect more than once");
  }

  @Test
  void allowsARequestOfUnknownOutcomeOncePerhaps() {
    assertThat(judge(unknown().end("n", "0"))).isInstanceOf(Verdict.Kept.class);
    assertThat(judge(unknown().end("n", "1"))).isInstanceOf(Verdict.Kept.class);
    assertThat(judge(unknown().end("n", "0").remnant("5/1@7", ADD)))
        .isInstanceOf(Verdict.Kept.class);
    assertBroken(
        unknown().end("n", "1").remnant("5/1@7", ADD),
        Excuses.none(),
        "took effect more than once");
  }

  @Test
  void findsARefusedRequestThatTookEffect() {
    Story story = new Story().fail(0, Call.add("n")).end("n", "0").remnant("5/1@7", ADD);
    assertBroken(story, Excuses.none(), "was refused");
  }

  @Test
  void allowsACompareAndSetThatOneMasterRefusedAndAnotherBesideItDidNot() {
    Story story =
        new Story()
            .in("5/1")
            .ok(0, 10, Call.put("k", "a"), "none")
            .ok(20, 30, Call.cas("k", Optional.of("b"), "c"), "false")
            .ok(40, 50, Call.get("k"), "c")
            .end("k", "c");
    assertBroken(story, Excuses.none(), "was refused");
    assertBroken(story, Excuses.none().hear(event("diverged"), 15), "was refused");
    JsonObject later = event("diverged").put("fork", 9);
    assertBroken(story, Excuses.none().hear(later, 60), "was refused");
    assertThat(judge(story, Excuses.none().hear(event("diverged").put("fork", 1), 60)))
        .isInstanceOf(Verdict.Kept.class);
  }

  @Test
  void excusesARecordThatTheGroupSaidItGaveUp() {
    Story story = acknowledged().end("n", "0");
    Excuses byName =
        Excuses.none().hear(event("diverged-dropped").put("key", "5/1@1").put("payload", ADD), 9);
    assertThat(judge(story, byName)).isInstanceOf(Verdict.Kept.class);
    Excuses byPlace = Excuses.none().hear(event("diverged-dropped").put("key", "5/1@1"), 9);
    assertThat(judge(story, byPlace)).isInstanceOf(Verdict.Kept.class);
    Excuses another = Excuses.none().hear(event("diverged-dropped").put("key", "5/1@2"), 9);
    assertBroken(story, another, "acknowledged and not kept");
  }

  @Test
  void excusesAsManyAsWereGivenUpWithoutAName() {
    Story story = acknowledged().ok(20, 30, Call.add("m"), "1").end("n", "0").end("m", "0");
    JsonObject event = event("diverged-dropped").put("entries", 1L);
    Excuses one = Excuses.none().hear(event, 40).hear(event.copy(), 41);
    assertBroken(story, one, "acknowledged and not kept");
    Excuses two = one.hear(event.copy().put("server", 3), 42);
    assertThat(judge(story, two)).isInstanceOf(Verdict.Kept.class);
  }

  @Test
  void excusesPossibleLossOnlyIfTheServerThatAnsweredLostItsMemoryToo() {
    Story story = acknowledged().end("n", "0");
    Excuses told = Excuses.none().hear(event("possible-loss"), 50);
    assertBroken(story, told, "acknowledged and not kept");
    Excuses otherDied = told.lostMemory(2, 40, false);
    assertBroken(story, otherDied, "acknowledged and not kept");
    Excuses bothDied = otherDied.lostMemory(1, 45, false);
    assertThat(judge(story, bothDied)).isInstanceOf(Verdict.Kept.class);
  }

  @Test
  void doesNotExcuseTheLossOfOneServerThatHadOthersInSync() {
    Story story = acknowledged().end("n", "0");
    assertBroken(story, Excuses.none().lostMemory(1, 40, false), "acknowledged and not kept");
    assertThat(judge(story, Excuses.none().lostMemory(1, 40, true)))
        .isInstanceOf(Verdict.Kept.class);
  }

  @Test
  void aGroupThatLostAllItsMemoryMayCountItsEpochsAnewAndHasToSayWhatMayBeLost() {
    Call one = Call.add("n");
    Story story = new Story().in("1/1").ok(0, 10, one, 7).ok(60, 70, Call.add("m"), 7);
    story.end("n", "0").end("m", "1");
    Excuses lost = Excuses.none().lostMemory(1, 40, false).lostAllMemory(41);
    assertBroken(story, lost, "acknowledged and not kept");
    assertThat(judge(story, lost.hear(event("possible-loss"), 50)))
        .isInstanceOf(Verdict.Kept.class);
    Story twice = new Story().in("1/1").ok(50, 55, one, 7).ok(60, 70, Call.add("m"), 7);
    assertBroken(twice.end("n", "1").end("m", "1"), lost, "two requests at 1/1@7");
  }

  @Test
  void doesNotExcuseByWhatHappenedBeforeTheRequest() {
    Story story = new Story().in("5/1").ok(100, 110, Call.add("n"), "1").end("n", "0");
    Excuses early = Excuses.none().lostMemory(1, 40, true).hear(event("possible-loss"), 50);
    assertBroken(story, early, "acknowledged and not kept");
  }

  @Test
  void countsASharedCounterAsAWhole() {
    Story story =
        new Story()
            .in("5/1")
            .ok(0, 10, Call.add("n"), "1")
            .ok(20, 30, Call.add("n"), "2")
            .in("5/2")
            .ok(20, 30, Call.add("n"), "2")
            .unknown(40, Call.add("n"));
    assertThat(judge(story.end("n", "3").remnant("5/1@2", ADD))).isInstanceOf(Verdict.Kept.class);
    assertBroken(story.end("n", "1"), Excuses.none(), "acknowledged 3 times");
    assertBroken(story.end("n", "4"), Excuses.none(), "asked for 4 times");
  }

  @Test
  void findsAWriteOfAKeyThatIsThereAndInARecord() {
    Story story =
        new Story()
            .in("5/1")
            .ok(0, 10, Call.put("k", "a"), "none")
            .in("6/2")
            .ok(0, 10, Call.put("k", "b"), "none");
    String record = "{\"op\":\"put\",\"key\":\"k\",\"value\":\"a\"}";
    assertThat(judge(story.end("k", "b").remnant("5/1@1", record)))
        .isInstanceOf(Verdict.Kept.class);
    assertBroken(story.end("k", "a"), Excuses.none(), "and a diverged record of it");
  }

  @Test
  void saysWhatWasNotRead() {
    assertThat(judge(acknowledged()))
        .isEqualTo(new Verdict.Undecided("not every counter was read in the end"));
  }

  private static Story acknowledged() {
    return new Story().in("5/1").ok(0, 10, Call.add("n"), "1");
  }

  private static Story unknown() {
    return new Story().unknown(0, Call.add("n"));
  }

  private static JsonObject event(String type) {
    return new JsonObject().put("type", type).put("group", "g").put("server", 2);
  }

  private static Verdict judge(Story story) {
    return judge(story, Excuses.none());
  }

  private static Verdict judge(Story story, Excuses excuses) {
    return Judge.judge(Mode.AVAILABLE, story.evidence(), excuses);
  }

  private static void assertBroken(Story story, Excuses excuses, String what) {
    Verdict verdict = judge(story, excuses);
    assertThat(verdict).isInstanceOf(Verdict.Broken.class);
    assertThat(verdict.what()).contains(what);
  }
}
