package dev.understudy.member;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.client.ClientMessage;
import dev.understudy.group.DivergedPolicy;
import dev.understudy.group.GroupConfiguration;
import dev.understudy.group.Membership;
import dev.understudy.group.Role;
import dev.understudy.log.SessionId;
import org.junit.jupiter.api.Test;

/** Policy {@code REPLAY}: what a losing master executed is executed again, once (section 10). */
class AutomaticReplayTest {

  private final TestedGroup group = new TestedGroup(replaying());
  private final TestedServer one = group.start(1);

  private static GroupConfiguration replaying() {
    GroupConfiguration usual = GroupConfiguration.of("g", Membership.available());
    return new GroupConfiguration(
        usual.group(),
        usual.membership(),
        usual.retention(),
        DivergedPolicy.REPLAY,
        usual.timings(),
        usual.limits());
  }

  /** Two masters, neither of which hears of the other; returns the second. */
  private TestedServer secondMaster() {
    group.run(3_000);
    TestedServer two = group.start(2);
    group.run(3_000);
    Requests.session(group, one);
    group.isolate(2);
    group.nameServerIsSilent();
    group.run(3_000);
    assertThat(one.view().role()).isEqualTo(Role.MASTER);
    assertThat(two.view().role()).isEqualTo(Role.MASTER);
    return two;
  }

  private void meetAgain() {
    group.join(2);
    group.nameServerAnswers();
    group.run(6_000);
  }

  @Test
  void whatOnlyTheLoserExecutedIsExecutedOnce() {
    TestedServer two = secondMaster();
    SessionId session = Requests.session(group, one);
    Requests.send(one, session, 0, "a");
    Requests.send(two, session, 1, "b");
    meetAgain();
    assertThat(one.state()).hasSize(2).contains("a", "b").isEqualTo(two.state());
    assertThat(one.view().diverged()).isEmpty();
  }

  @Test
  void whatBothExecutedInASessionThatHasExpiredSinceIsLeftToAPerson() {
    TestedServer two = secondMaster();
    SessionId session = Requests.session(group, one);
    Requests.send(one, session, 0, "a");
    Requests.send(two, session, 0, "a");
    group.run(group.configuration.timings().session() + 1_000);
    one.ask(new ClientMessage.OpenSession(2));
    two.ask(new ClientMessage.OpenSession(2));
    group.run(1_000);
    meetAgain();
    assertThat(one.state()).isEqualTo("a").isEqualTo(two.state());
    assertThat(one.view().diverged()).hasSize(1);
  }
}
