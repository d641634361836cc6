package dev.understudy.faults.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.faults.client.Call;
import dev.understudy.group.Mode;
import io.vertx.core.json.JsonObject;
import java.util.List;
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
            .unknown(0, Call.put("k", "b"))
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
    Excuses otherDied = told.lostMemory(2, 40);
    assertBroken(story, otherDied, "acknowledged and not kept");
    Excuses bothDied = otherDied.lostMemory(1, 45);
    assertThat(judge(story, bothDied)).isInstanceOf(Verdict.Kept.class);
  }

  @Test
  void doesNotExcuseTheLossOfOneServerThatHadOthersInSync() {
    Story story = acknowledged().end("n", "0");
    Excuses told = Excuses.none().lostMemory(1, 40).hear(event("possible-loss"), 50);
    assertBroken(story, told, "acknowledged and not kept");
    assertBroken(story, told.hindered(45), "acknowledged and not kept");
    assertThat(judge(story, told.hindered(35))).isInstanceOf(Verdict.Kept.class);
    assertBroken(story, Excuses.none().hindered(35).lostMemory(1, 40), "acknowledged and not kept");
  }

  @Test
  void whatKeptServersFromEachOtherIsNoExcuseOnceAllWasWell() {
    Story story = new Story().in("5/1").ok(100, 110, Call.add("n"), "1").end("n", "0");
    Excuses told = Excuses.none().hindered(35).lostMemory(1, 140);
    told.hear(event("possible-loss"), 150);
    assertThat(judge(story, told)).isInstanceOf(Verdict.Kept.class);
    assertBroken(story, told.settled(60, List.of(1, 2)), "acknowledged and not kept");
  }

  @Test
  void aGroupThatLostAllItsMemoryMayCountItsEpochsAnewAndHasToSayWhatMayBeLost() {
    Call one = Call.add("n");
    Story story = new Story().in("1/1").ok(0, 10, one, 7).ok(60, 70, Call.add("m"), 7);
    story.end("n", "0").end("m", "1");
    Excuses lost = Excuses.none().lostMemory(1, 40).lostAllMemory(41);
    assertBroken(story, lost, "acknowledged and not kept");
    assertThat(judge(story, lost.hear(event("possible-loss"), 50)))
        .isInstanceOf(Verdict.Kept.class);
    Story twice = new Story().in("1/1").ok(50, 55, one, 7).ok(60, 70, Call.add("m"), 7);
    assertBroken(twice.end("n", "1").end("m", "1"), lost, "two requests at 1/1@7");
  }

  @Test
  void doesNotExcuseByWhatHappenedBeforeTheRequest() {
    Story story = new Story().in("5/1").ok(100, 110, Call.add("n"), "1").end("n", "0");
    Excuses early = Excuses.none().lostMemory(1, 40).hear(event("possible-loss"), 50);
    assertBroken(story, early, "acknowledged and not kept");
  }

  @Test
  void onceAllWasWellAfterARequestOnlyTheEndOfAllServersExcusesItsLoss() {
    Story story = acknowledged().end("n", "0");
    Excuses oneDied = well(20).lostMemory(1, 40).hear(event("possible-loss"), 50);
    assertBroken(story, oneDied, "acknowledged and not kept");
    Excuses inTurn = well(20).lostMemory(1, 40).settled(60, List.of(1, 2));
    inTurn.lostMemory(2, 70).hear(event("possible-loss"), 80);
    assertBroken(story, inTurn, "acknowledged and not kept");
    Excuses all = well(20).lostMemory(1, 40).lostMemory(2, 40);
    assertBroken(story, all, "acknowledged and not kept");
    assertThat(judge(story, all.hear(event("possible-loss"), 50))).isInstanceOf(Verdict.Kept.class);
  }

  @Test
  void saysHowManyAreMissingAndExcused() {
    Story story = acknowledged().ok(0, 10, Call.put("k", "a"), "none").end("n", "0");
    story.end("k", "none");
    Excuses lost = hindered().lostMemory(1, 40).hear(event("possible-loss"), 50);
    assertThat(judge(story, lost).what()).endsWith("; 2 missing and excused");
    assertThat(judge(acknowledged().end("n", "1"), lost).what()).endsWith("diverged records");
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
  void findsTwoRecordsOfOneWrite() {
    Story story = written("a", "none", 0).end("k", "none");
    story.remnant("5/1@1", record("a"));
    assertThat(judge(story)).isInstanceOf(Verdict.Kept.class);
    story.remnant("6/2@1", record("a"));
    assertBroken(story, Excuses.none(), "two diverged records of value a");
  }

  @Test
  void findsThatAKeyHasNoValueThoughAWriteWasAcknowledged() {
    Story story = written("a", "none", 0).ok(20, 30, Call.put("k", "b"), "a").end("k", "none");
    assertBroken(story, Excuses.none(), "acknowledged and not kept");
    story.remnant("5/1@1", record("a")).remnant("5/1@2", record("b"));
    assertThat(judge(story)).isInstanceOf(Verdict.Kept.class);
  }

  @Test
  void findsThatAKeyFellBackToAnEarlierValue() {
    Story story = written("a", "none", 0).ok(20, 30, Call.put("k", "b"), "a");
    story.ok(40, 50, Call.cas("k", Optional.of("b"), "c"), "true").end("k", "a");
    assertBroken(story, Excuses.none(), "acknowledged writes that are nowhere: 2");
    Excuses lost = hindered().lostMemory(1, 60).hear(event("possible-loss"), 70);
    assertThat(judge(story, lost)).isInstanceOf(Verdict.Kept.class);
  }

  @Test
  void aWriteThatAnotherOneReplacedIsNotMissing() {
    Story story = written("a", "none", 0).ok(20, 30, Call.put("k", "b"), "a");
    story.ok(40, 50, Call.cas("k", Optional.of("b"), "c"), "true").end("k", "c");
    assertThat(judge(story)).isInstanceOf(Verdict.Kept.class);
  }

  @Test
  void aPutOfUnknownOutcomeMayHideOneWriteThatBeganBeforeIt() {
    Story story = written("a", "none", 0).unknown(20, Call.put("k", "b"));
    assertThat(judge(story.end("k", "b"))).isInstanceOf(Verdict.Kept.class);
    story.ok(10, 15, Call.put("k", "c"), "none");
    assertBroken(story, Excuses.none(), "acknowledged writes that are nowhere: 1");
  }

  @Test
  void whatBeganAfterAllThatIsHiddenHasToBeThere() {
    Story story = written("a", "none", 0).unknown(20, Call.put("k", "b"));
    story.ok(40, 50, Call.put("k", "c"), "b").ok(60, 70, Call.put("k", "d"), "c");
    assertBroken(story.end("k", "c"), Excuses.none(), "acknowledged writes that are nowhere: 1");
    assertThat(judge(story.end("k", "d"))).isInstanceOf(Verdict.Kept.class);
  }

  @Test
  void aWriteThatTwoMastersExecutedMayHaveReplacedAnotherValueThanItWasTold() {
    JsonObject parted = event("diverged").put("fork", 1);
    Story story = written("a", "none", 0).ok(20, 30, Call.put("k", "b"), "none").end("k", "b");
    assertBroken(story, Excuses.none(), "acknowledged writes that are nowhere: 1");
    assertThat(judge(story, Excuses.none().hear(parted, 60))).isInstanceOf(Verdict.Kept.class);
    Excuses later = well(40).hear(parted, 60);
    assertBroken(story, later, "acknowledged writes that are nowhere: 1");
    Story once = written("a", "none", 0).sentOnce().ok(20, 30, Call.put("k", "b"), "none");
    assertBroken(
        once.end("k", "b"),
        Excuses.none().hear(parted, 60),
        "acknowledged writes that are nowhere: 1");
  }

  @Test
  void aSwapThatOneMasterMadeMayHaveBeenRefusedInTheHistoryThatSurvived() {
    Story story = written("a", "none", 0);
    story.ok(20, 30, Call.cas("k", Optional.of("a"), "b"), "true").end("k", "a");
    assertBroken(story, Excuses.none(), "acknowledged writes that are nowhere: 1");
    Excuses parted = Excuses.none().hear(event("diverged").put("fork", 1), 60);
    assertThat(judge(story, parted)).isInstanceOf(Verdict.Kept.class);
  }

  @Test
  void allWhoReadTheEndReadTheSameIfAllWasWell() {
    Story story = written("a", "none", 0).ok(20, 30, Call.put("k", "b"), "a").end("k", "b");
    story.alsoRead("k", "a");
    assertThat(judge(story)).as("nobody knows if all was well").isInstanceOf(Verdict.Kept.class);
    assertBroken(story, well(40), "k was read as a and as b in the end");
    Story records = acknowledged().end("n", "0").remnant("5/1@7", ADD).alsoRead("n", "0");
    assertBroken(records, well(40), "not all read the same diverged records");
    assertThat(judge(story.unknown(20, Call.put("k", "c")), well(40)))
        .as("what is unknown may take effect in between")
        .isInstanceOf(Verdict.Kept.class);
  }

  @Test
  void saysWhatWasNotRead() {
    assertThat(judge(written("a", "none", 0)))
        .isEqualTo(new Verdict.Undecided("not every key was read in the end"));
    assertThat(judge(acknowledged()))
        .isEqualTo(new Verdict.Undecided("not every counter was read in the end"));
  }

  private static Story acknowledged() {
    return new Story().in("5/1").ok(0, 10, Call.add("n"), "1");
  }

  private static Story unknown() {
    return new Story().unknown(0, Call.add("n"));
  }

  private static Story written(String value, String before, long from) {
    return new Story().in("5/1").ok(from, from + 10, Call.put("k", value), before);
  }

  private static String record(String value) {
    return "{\"op\":\"put\",\"key\":\"k\",\"value\":\"%s\"}".formatted(value);
  }

  private static Excuses well(long nanos) {
    return Excuses.none().settled(nanos, List.of(1, 2));
  }

  private static Excuses hindered() {
    return Excuses.none().hindered(35);
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
