package dev.understudy.member;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.client.ClientMessage;
import dev.understudy.client.ClientReply;
import dev.understudy.client.Refusal;
import dev.understudy.group.Role;
import dev.understudy.log.Bytes;
import dev.understudy.log.Result;
import dev.understudy.log.SessionId;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Who is let in when all sessions are taken (protocol sections 8 and 11). */
class SessionBoundTest {

  private final TestedGroup group = TestedGroup.consistent(1);
  private final int most = group.configuration.limits().sessions();

  private TestedServer master() {
    TestedServer master = group.start(1);
    group.run(3_000);
    assertThat(master.view().role()).isEqualTo(Role.MASTER);
    return master;
  }

  private void open(TestedServer master, int sessions) {
    for (int i = 0; i < sessions; i++) {
      master.ask(new ClientMessage.OpenSession(i));
    }
    group.run(50);
  }

  @Test
  void whoeverComesWhenAllSessionsHaveExpiredIsLetIn() {
    TestedServer master = master();
    open(master, most);
    master.replies().clear();
    open(master, 1);
    assertThat(master.replies())
        .containsExactly(new ClientReply.OpenRefused(0, Refusal.OVERLOADED));

    group.run(group.configuration.timings().session() + 1_000);
    master.replies().clear();
    open(master, 2);
    assertThat(master.replies()).hasSize(2).allMatch(ClientReply.SessionOpened.class::isInstance);
  }

  @Test
  void thoseWhoComeWhileTheServiceIsBusyTakeNobodysSession() {
    TestedServer master = master();
    SessionId session = Requests.session(group, master);
    master.hold();
    Requests.send(master, session, 0, "a");
    open(master, most);
    master.give(new Input.Executed(List.of(new Result.Returned(Bytes.utf8("a")))));
    group.run(50);
    assertThat(master.view().sessions()).isEqualTo(most);
    assertThat(master.replies())
        .contains(new ClientReply.OpenRefused(most - 1, Refusal.OVERLOADED));

    master.replies().clear();
    Requests.send(master, session, 0, "a");
    group.run(50);
    assertThat(Requests.done(master)).hasSize(1);
  }

  /** Entries keep a clock that was ahead; while it stood still no session would expire. */
  @Test
  void aClockThatWasADayAheadOnceKeepsNobodyOutForADay() {
    TestedServer master = master();
    master.give(new Input.Tick(0, TimeUnit.DAYS.toMillis(1)));
    open(master, most);
    group.run(2 * group.configuration.timings().session() + 1_000);
    master.replies().clear();
    open(master, 2);
    assertThat(master.replies()).hasSize(2).allMatch(ClientReply.SessionOpened.class::isInstance);
  }
}
