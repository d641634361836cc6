package dev.understudy.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.understudy.group.DivergedPolicy;
import dev.understudy.group.GroupConfiguration;
import dev.understudy.group.Limits;
import dev.understudy.group.Membership;
import dev.understudy.group.RetentionCriterion;
import dev.understudy.group.ServerId;
import dev.understudy.group.Timings;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class MemberOptionsTest {

  @Test
  void theDefaultsAreThoseOfTheProtocol() {
    GroupConfiguration configuration = consistent().toConfiguration();

    assertThat(configuration)
        .isEqualTo(
            GroupConfiguration.of(
                "kv", Membership.consistent(List.of(new ServerId(1), new ServerId(2)))));
    assertThat(configuration.timings()).isEqualTo(Timings.DEFAULT);
    assertThat(configuration.limits()).isEqualTo(Limits.DEFAULT);
  }

  @Test
  void jsonSaysEverythingThatSettersSay() {
    MemberOptions options =
        new MemberOptions()
            .setGroup("kv")
            .setServerId(3)
            .setAvailable(true)
            .setService("counter")
            .setWeight(-4)
            .setPriorityCriteria(List.of(PriorityCriterion.CAPACITY, PriorityCriterion.WEIGHT))
            .setRetention(List.of(RetentionCriterion.LOWEST_SERVER_ID))
            .setDivergedPolicy(DivergedPolicy.REPLAY)
            .setLeaveTimeoutMillis(9)
            .setFaultInjection(true)
            .setTimings(new TimingOptions().setHeartbeatMillis(7).setSessionMillis(8))
            .setLimits(new LimitOptions().setPayloadBytes(99).setUncommittedBytes(1L << 40));

    JsonObject json = options.toJson();

    assertThat(new MemberOptions(json).toJson()).isEqualTo(json);
    assertThat(new MemberOptions(options).toJson()).isEqualTo(json);
    assertThat(new MemberOptions(new JsonObject(json.encode())).toConfiguration())
        .isEqualTo(options.toConfiguration());
  }

  @Test
  void jsonMayLeaveOutWhatHasADefault() {
    MemberOptions options =
        new MemberOptions(new JsonObject("{\"group\":\"kv\",\"serverId\":1,\"voters\":[1,2]}"));

    assertThat(options.toJson()).isEqualTo(consistent().toJson());
  }

  @Test
  void saysWhatIsMissing() {
    assertRefused(options -> options.setGroup(""), "\"group\" is missing");
    assertRefused(options -> options.setGroup("a b"), "letters, digits");
    assertRefused(options -> options.setVoters(List.of()), "give \"voters\"");
    assertRefused(options -> options.setAvailable(true), "has no \"voters\"");
    assertRefused(options -> options.setLeaveTimeoutMillis(0), "leaveTimeoutMillis");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MemberOptions().toServerId())
        .withMessageContaining("\"serverId\" is missing");
  }

  @Test
  void saysWhatIsOutOfItsRange() {
    assertRefused(
        options -> options.setTimings(new TimingOptions().setRetryMillis(0)), "retryMillis");
    assertRefused(
        options -> options.setTimings(new TimingOptions().setFailureMillis(60)),
        "failure at least 2 x heartbeat");
    assertRefused(
        options -> options.setLimits(new LimitOptions().setAppendEntries(70_000)),
        "\"appendEntries\" has to be 1 to 65536: 70000");
  }

  @Test
  void saysWhatIsWrongWithJson() {
    assertJsonRefused("{\"grupo\":1}", "there is no \"grupo\"");
    assertJsonRefused("{\"group\":1}", "\"group\" has to be a text");
    assertJsonRefused("{\"serverId\":\"1\"}", "\"serverId\" has to be a whole number");
    assertJsonRefused("{\"serverId\":99999999999}", "\"serverId\" is too large");
    assertJsonRefused("{\"voters\":3}", "\"voters\" has to be a list");
    assertJsonRefused("{\"divergedPolicy\":\"forget\"}", "one of [KEEP, REPLAY]");
    assertJsonRefused("{\"timings\":{\"heartbeat\":1}}", "timings: there is no \"heartbeat\"");
    assertJsonRefused("{\"limits\":7}", "\"limits\" has to be an object");
  }

  @Test
  void prioritiesAreMadeOfTheCriteriaInTheirOrder() {
    List<Long> values =
        Calibration.priority(
                List.of(
                    PriorityCriterion.WEIGHT, PriorityCriterion.CAPACITY, PriorityCriterion.SPEED),
                5)
            .values();

    assertThat(values).hasSize(3);
    assertThat(values.get(0)).isEqualTo(5);
    assertThat(values.get(1)).isGreaterThanOrEqualTo(1_000_000);
    assertThat(values.get(2)).isBetween(1L, 62L);
  }

  private static MemberOptions consistent() {
    return new MemberOptions().setGroup("kv").setServerId(1).setVoters(List.of(1, 2));
  }

  private static void assertRefused(Consumer<MemberOptions> change, String message) {
    MemberOptions options = consistent();
    change.accept(options);
    assertThatIllegalArgumentException()
        .isThrownBy(options::toConfiguration)
        .withMessageContaining(message);
  }

  private static void assertJsonRefused(String json, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MemberOptions(new JsonObject(json)))
        .withMessageContaining(message);
  }
}
