package dev.understudy.member;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.client.ClientMessage;
import dev.understudy.client.ClientReply;
import dev.understudy.client.Refusal;
import dev.understudy.group.Limits;
import dev.understudy.log.Bytes;
import dev.understudy.log.SessionId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A service that cannot keep up makes nothing grow (protocol section 11). */
class SlowServiceTest {

  private static final int REQUESTS_AT_ONCE = 4_000;
  private static final int BATCHES = 25;

  private final TestedGroup group = TestedGroup.consistent(1, 2, 3);
  private final Limits limits = group.configuration.limits();

  private TestedServer master() {
    for (int id = 1; id <= 3; id++) {
      group.start(id);
    }
    group.run(3_000);
    return group.server(group.server(1).master());
  }

  /** More requests than may wait, of a client that claims to need no answers. */
  private void request(TestedServer master, SessionId session) {
    for (int batch = 0; batch < BATCHES; batch++) {
      long first = (long) batch * REQUESTS_AT_ONCE;
      List<ClientMessage.Call> calls = new ArrayList<>();
      for (int i = 0; i < REQUESTS_AT_ONCE; i++) {
        calls.add(new ClientMessage.Call(first + i, Bytes.utf8("")));
      }
      master.ask(new ClientMessage.Requests(session, first, -1, calls));
      group.run(20);
    }
  }

  @Test
  void aBackupTakesNoMoreThanMayWaitForItsServiceAndCatchesUpLater() {
    TestedServer master = master();
    SessionId session = Requests.session(group, master);
    TestedServer slow = group.server(master.view().self().number() == 1 ? 2 : 1);
    slow.hold();
    request(master, session);
    assertThat(master.view().executedIndex()).isGreaterThan(BATCHES * REQUESTS_AT_ONCE);
    assertThat(slow.view().lastIndex() - slow.view().executedIndex())
        .isLessThan(limits.uncommittedEntries() + limits.appendEntries());

    slow.release();
    group.run(2_000);
    assertThat(slow.view().executedIndex()).isEqualTo(master.view().executedIndex());
    assertThat(slow.view().digest()).isEqualTo(master.view().digest());
  }

  @Test
  void aMasterTakesNoMoreThanMayWaitForItsServiceAlthoughItsBackupsHoldIt() {
    TestedServer master = master();
    SessionId session = Requests.session(group, master);
    master.hold();
    request(master, session);
    assertThat(master.view().lastIndex() - master.view().executedIndex())
        .isEqualTo(limits.uncommittedEntries());
    assertThat(master.replies())
        .contains(
            new ClientReply.Refused(
                session, (long) BATCHES * REQUESTS_AT_ONCE - 1, Refusal.OVERLOADED));
  }
}
