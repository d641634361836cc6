package dev.understudy.monitor.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.group.ServerId;
import dev.understudy.wire.DrillProtocol.Kind;
import dev.understudy.wire.JsonFields;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is expected of a drill, what is seen, and when it is stopped. */
class DrillCourseTest {

  private static final long START = 1_000_000;

  @Test
  void anIsolatedMasterIsFollowedByAnotherAndStepsDown() {
    DrillCourse course = course(Kind.ISOLATE, 1, true);
    happened(course, "master-elected", 2, 400);
    happened(course, "master-stepped-down", 1, 450);
    look(course, 5_000, 2);
    course.ended(START + 5_000);
    look(course, 5_600, 2);

    JsonObject told = course.json(START + 6_000);
    assertThat(told.getString("phase")).isEqualTo("over");
    assertThat(told.getBoolean("asExpected")).isTrue();
    assertThat(told.getLong("wellAfterMillis")).isEqualTo(600);
    assertThat(met(told)).containsExactly(true, true);
    assertThat(told.getJsonArray("expected").getJsonObject(0).getLong("seenAtMillis"))
        .isEqualTo(400);
    assertThat(told.getJsonArray("seen")).hasSize(2);
  }

  @Test
  void whatDoesNotComeInTimeIsNotAsExpected() {
    DrillCourse course = course(Kind.CRASH, 1, true);
    happened(course, "master-elected", 2, 5_001);
    course.ended(START + 5_000);
    assertThat(met(course.json(START + 4_000))).containsExactly((Boolean) null);
    look(course, 6_000, 2);

    JsonObject told = course.json(START + 6_000);
    assertThat(met(told)).containsExactly(false);
    assertThat(told.getBoolean("asExpected")).isFalse();
  }

  @Test
  void aBackupThatIsGoneChangesNoMastership() {
    DrillCourse quiet = course(Kind.PAUSE, 2, true);
    assertThat(met(quiet.json(START + 4_000))).containsExactly((Boolean) null);
    assertThat(met(quiet.json(START + 5_001))).containsExactly(true);

    DrillCourse loud = course(Kind.CRASH, 2, false);
    happened(loud, "master-elected", 3, 1_000);
    assertThat(met(loud.json(START + 1_000))).containsExactly(false);
  }

  @Test
  void anAvailableGroupHasTwoMastersWhileItIsDivided() {
    for (int server = 1; server <= 2; server++) {
      DrillCourse course = course(Kind.ISOLATE, server, false);
      happened(course, "master-elected", 2, 700);
      happened(course, "duplicate-registration", 2, 800);
      assertThat(met(course.json(START + 1_000))).containsExactly(true, true);
    }
  }

  @Test
  void isStoppedWhenThereIsNoMasterForLongerThanItMay() {
    DrillCourse course = course(Kind.ISOLATE, 1, true);
    look(course, 2_000);
    look(course, 3_000);
    assertThat(course.isStopping()).isFalse();
    look(course, 3_001);
    assertThat(course.isStopping()).isTrue();
    course.stopped(START + 3_010);
    look(course, 3_500, 2);

    JsonObject told = course.json(START + 4_000);
    assertThat(told.getString("stopped")).isEqualTo("no master for more than 3000 ms");
    assertThat(told.getBoolean("asExpected")).isFalse();
    assertThat(told.getLong("endedAfterMillis")).isEqualTo(3_010);
    assertThat(told.getLong("millisWithoutMaster")).isEqualTo(3_001);
  }

  @Test
  void countsTimesWithoutAMasterFromTheLastOneThatWasSeen() {
    DrillCourse course = course(Kind.ISOLATE, 1, true);
    look(course, 2_500);
    look(course, 2_600, 2);
    look(course, 5_600);
    assertThat(course.isStopping()).isFalse();
    look(course, 5_601);
    assertThat(course.isStopping()).isTrue();
  }

  @Test
  void isNotStoppedBeforeItsNodeHasEndedIt() {
    DrillCourse course = course(Kind.ISOLATE, 1, true);
    course.stop("somebody wanted it to end");
    course.stop("another reason");
    assertThat(course.isStopping()).isTrue();
    assertThat(course.json(START + 100).getString("phase")).isEqualTo("running");
    assertThat(course.json(START + 100).getValue("stopped")).isNull();

    course.stopped(START + 200);
    assertThat(course.isStopping()).isFalse();
    assertThat(course.json(START + 300).getString("stopped"))
        .isEqualTo("somebody wanted it to end");

    DrillCourse deaf = course(Kind.ISOLATE, 1, true);
    deaf.stop("somebody wanted it to end");
    deaf.ended(START + 5_000);
    deaf.stopped(START + 5_001);
    assertThat(deaf.json(START + 5_002).getValue("stopped")).isNull();
  }

  @Test
  void givesUpWaitingForAGroupThatDoesNotBecomeWell() {
    DrillCourse course = course(Kind.PAUSE, 1, true);
    course.ended(START + 5_000);
    look(course, 5_000 + DrillCourse.RECOVERY_MILLIS, 1, 2);
    assertThat(course.isOver()).isFalse();
    look(course, 5_001 + DrillCourse.RECOVERY_MILLIS, 1, 2);

    JsonObject told = course.json(START + 60_000);
    assertThat(told.getString("phase")).isEqualTo("over");
    assertThat(told.getValue("wellAfterMillis")).isNull();
    assertThat(told.getBoolean("asExpected")).isFalse();
    assertThat(told.getLong("millisWithSeveralMasters")).isPositive();
  }

  @Test
  void keepsABoundedNumberOfEventsAndNoneThatSaysNothing() {
    DrillCourse course = course(Kind.ISOLATE, 1, true);
    for (int i = 0; i < 600; i++) {
      happened(course, "synchronization-failed", 1, i);
    }
    course.happened(
        new JsonObject().put("type", "check-completed").put("result", "agreement"), START);
    assertThat(course.json(START).getJsonArray("seen")).hasSize(500);
  }

  @Test
  void ordersHaveDefaultsAndBounds() {
    DrillOrder order = read(new JsonObject().put("drill", "pause").put("serverId", 2));
    assertThat(order).isEqualTo(new DrillOrder(Kind.PAUSE, new ServerId(2), 5_000, 5_000));
    JsonObject good = new JsonObject().put("drill", "crash").put("serverId", 1);
    for (JsonObject wrong :
        List.of(
            new JsonObject(),
            good.copy().put("drill", "reboot"),
            good.copy().put("serverId", -1),
            good.copy().put("millis", 0),
            good.copy().put("millis", 60_001),
            good.copy().put("mostMillisWithoutMaster", 0))) {
      assertThatThrownBy(() -> read(wrong)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void readsHowAGroupIsFromItsStatus() {
    JsonArray servers = new JsonArray();
    servers.add(new JsonObject().put("serverId", 1).put("role", "master").put("inSync", true));
    servers.add(new JsonObject().put("serverId", 2).put("role", "backup").put("inSync", false));
    JsonObject status = new JsonObject().put("mode", "available").put("servers", servers);
    assertThat(Situation.of(status)).isEqualTo(new Situation(false, List.of(1), 2, 1));
    assertThat(Situation.of(status).isWell()).isFalse();
  }

  private static DrillOrder read(JsonObject json) {
    return DrillOrder.of(new JsonFields("drill", json));
  }

  /** A drill of a group of three whose master is server 1. */
  private static DrillCourse course(Kind kind, int server, boolean consistent) {
    DrillOrder order = new DrillOrder(kind, new ServerId(server), 5_000, 3_000);
    return new DrillCourse("kv", order, new Situation(consistent, List.of(1), 3, 3), START);
  }

  private static void happened(DrillCourse course, String type, int server, long afterMillis) {
    JsonObject event =
        new JsonObject().put("type", type).put("server", server).put("time", START + afterMillis);
    course.happened(event, START + afterMillis);
  }

  private static void look(DrillCourse course, long afterMillis, Integer... masters) {
    course.observed(new Situation(true, List.of(masters), 3, 3), START + afterMillis);
  }

  private static List<Object> met(JsonObject told) {
    return told.getJsonArray("expected").stream()
        .map(one -> ((JsonObject) one).getValue("met"))
        .toList();
  }
}
