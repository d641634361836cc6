package dev.understudy.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Which servers may talk to each other (protocol section 3). */
class GroupConfigurationTest {

  private static final Timings USUAL = Timings.DEFAULT;

  private final GroupConfiguration configuration =
      GroupConfiguration.of("g", Membership.consistent(List.of(new ServerId(1), new ServerId(2))));

  @Test
  void serversOfOneConfigurationTalk() {
    assertThat(
            GroupConfiguration.of(
                    "g", Membership.consistent(List.of(new ServerId(2), new ServerId(1))))
                .hash())
        .isEqualTo(configuration.hash());
  }

  @Test
  void serversThatDifferInModeVotersOrPolicyDoNotTalk() {
    assertThat(GroupConfiguration.of("g", Membership.available()).hash())
        .isNotEqualTo(configuration.hash());
    assertThat(GroupConfiguration.of("g", Membership.consistent(List.of(new ServerId(1)))).hash())
        .isNotEqualTo(configuration.hash());
    assertThat(configuration.with(DivergedPolicy.REPLAY).hash()).isNotEqualTo(configuration.hash());
  }

  @Test
  void serversThatWouldForgetSessionsAtDifferentEntriesDoNotTalk() {
    assertThat(configuration.with(timings(USUAL.check(), USUAL.session() + 1)).hash())
        .isNotEqualTo(configuration.hash());
  }

  @Test
  void serversThatCheckThemselvesMoreOftenMayTalkToTheOthers() {
    assertThat(configuration.with(timings(USUAL.check() / 2, USUAL.session())).hash())
        .isEqualTo(configuration.hash());
  }

  private static Timings timings(long check, long session) {
    return new Timings(
        USUAL.heartbeat(),
        USUAL.failure(),
        USUAL.electionStep(),
        USUAL.electionWindow(),
        USUAL.acknowledge(),
        USUAL.discovery(),
        USUAL.handover(),
        check,
        USUAL.renew(),
        USUAL.lease(),
        USUAL.answer(),
        USUAL.retry(),
        USUAL.synchronization(),
        USUAL.takeoverCooldown(),
        session);
  }
}
