package dev.understudy.member;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.client.ClientMessage;
import dev.understudy.client.ClientMessage.Call;
import dev.understudy.client.ClientReply;
import dev.understudy.group.Role;
import dev.understudy.group.ServerId;
import dev.understudy.log.Bytes;
import dev.understudy.log.Digest;
import dev.understudy.log.SessionId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nodes speak for servers that rest: protocol section 4, signs of life. */
class LifeSignTest {

  private static final long BEAT = 50;
  private static final long CHECK = 1_000;

  private final TestedGroup group = TestedGroup.consistent(1, 2, 3);
  private TestedServer master = group.start(1);
  private TestedServer backup = group.start(2);

  @BeforeEach
  void settle() {
    group.start(3);
    group.run(2_000);
    master = group.server(backup.master());
    backup = group.server(master.view().self().number() % 3 + 1);
  }

  @Test
  void aServerThatRestsMayBeSpokenFor() {
    assertThat(master.lifeSign())
        .contains(new LifeSign.Leads(master.view().incarnation(), master.view().epoch()));
    LifeSign.Follows follows = follows();
    assertThat(follows.life()).isEqualTo(backup.view().incarnation());
    assertThat(follows.epoch()).isEqualTo(master.view().epoch());
    assertThat(follows.verifiedIndex()).isEqualTo(master.view().commitIndex());
    assertThat(follows.commitIndex()).isEqualTo(master.view().commitIndex());
  }

  @Test
  void aBackupThatHasNotExecutedAllIsNotSpokenFor() {
    backup.hold();
    SessionId session = open();
    master.ask(
        new ClientMessage.Requests(
            session, 0, ClientMessage.Requests.ANY_ORDER, List.of(new Call(1, Bytes.utf8("a")))));
    group.run(100);

    assertThat(backup.lifeSign()).isEmpty();
  }

  @Test
  void aBackupWhoseMastersNodeSpeaksForItDoesNotStand() {
    group.isolate(id(master));
    letSignsArrive(backup, leads(), 2_000);

    assertThat(backup.view().role()).isEqualTo(Role.BACKUP);
    assertThat(backup.master()).isEqualTo(id(master));
  }

  @Test
  void aBackupStandsWhenTheSignsStayAway() {
    group.isolate(id(master));
    letSignsArrive(backup, leads(), 1_000);
    group.run(1_000);

    assertThat(backup.master()).isNotEqualTo(id(master));
  }

  @Test
  void signsOfAnotherEpochOrLifeAreNotHeard() {
    LifeSign.Leads right = leads();
    group.isolate(id(master));
    LifeSign ofEarlierLife =
        new LifeSign.Leads(TestedGroup.epoch(1, 9).incarnation(), right.epoch());
    LifeSign ofOtherEpoch =
        new LifeSign.Leads(right.life(), TestedGroup.epoch(right.epoch().number() + 1, id(master)));
    letSignsArrive(backup, ofEarlierLife, 500);
    letSignsArrive(backup, ofOtherEpoch, 500);

    assertThat(backup.master()).isNotEqualTo(id(master));
  }

  @Test
  void aMasterWhoseBackupsNodesSpeakForThemStaysMasterAsLongAsNothingItSendsIsUnanswered() {
    LifeSign.Follows follows = follows();
    letSignsArrive(master, follows, 200);
    group.isolate(id(master));
    letSignsArrive(master, follows, 600);

    assertThat(master.view().role()).isEqualTo(Role.MASTER);
    letSignsArrive(master, follows, CHECK + 300);
    assertThat(master.view().role()).isNotEqualTo(Role.MASTER);
  }

  @Test
  void aBackupThatRestsIsSentFewHeartbeats() {
    LifeSign.Follows follows = follows();
    group.end(id(backup));
    letSignsArrive(master, follows, 2_000, true);

    assertThat(appendsTo(id(backup))).isBetween(1, 3);
  }

  @Test
  void aBackupThatAnswersNothingIsSentHeartbeatsWhateverItsNodeSays() {
    LifeSign.Follows follows = follows();
    group.end(id(backup));
    letSignsArrive(master, follows, CHECK + 300);
    int before = appendsTo(id(backup));
    letSignsArrive(master, follows, 500);

    assertThat(appendsTo(id(backup)) - before).isGreaterThanOrEqualTo(8);
  }

  @Test
  void heartbeatsTakeOverBeforeABackupMissesTheSigns() {
    LifeSign.Follows follows = follows();
    group.end(id(backup));
    letSignsArrive(master, follows, 500, true);
    int before = appendsTo(id(backup));
    group.run(250);

    assertThat(appendsTo(id(backup))).isGreaterThan(before);
  }

  @Test
  void aBackupThatLacksSomethingIsSentHeartbeatsWhateverItsNodeSays() {
    LifeSign.Follows follows = follows();
    group.end(id(backup));
    master.ask(new ClientMessage.OpenSession(7));
    group.run(100);
    int before = appendsTo(id(backup));
    letSignsArrive(master, follows, 500);

    assertThat(appendsTo(id(backup)) - before).isGreaterThanOrEqualTo(8);
  }

  @Test
  void manyNeighboursCheckThemselvesMoreRarely() {
    backup.give(new Input.Neighbours(100));
    group.run(10_000);
    Set<Long> checks = new TreeSet<>();
    for (long passed = 0; passed < 20_000; passed += 100) {
      group.run(100);
      checks.add(backup.view().lastCheck().atMillis());
    }

    assertThat(checks).hasSizeBetween(4, 5);
    assertThat(backup.view().isInSync()).isTrue();
  }

  private SessionId open() {
    master.ask(new ClientMessage.OpenSession(7));
    group.run(100);
    return ((ClientReply.SessionOpened) master.replies().get(0)).session();
  }

  private LifeSign.Leads leads() {
    return new LifeSign.Leads(master.view().incarnation(), master.view().epoch());
  }

  private LifeSign.Follows follows() {
    return (LifeSign.Follows) backup.lifeSign().orElseThrow();
  }

  /** The sign of the other one of master and backup comes again and again. */
  private void letSignsArrive(TestedServer to, LifeSign sign, long millis) {
    letSignsArrive(to, sign, millis, false);
  }

  /** Likewise; the backup, which the test plays, answers what it is sent, or does not. */
  private void letSignsArrive(TestedServer to, LifeSign sign, long millis, boolean answers) {
    ServerId from = (to == master ? backup : master).view().self();
    for (long passed = 0; passed < millis; passed += BEAT) {
      to.give(new Input.SignHeard(from, sign, group.now()));
      int before = answers ? appendsTo(from.number()) : 0;
      group.run(BEAT);
      if (answers && appendsTo(from.number()) > before) {
        answer((LifeSign.Follows) sign, from.number());
      }
    }
  }

  private void answer(LifeSign.Follows sign, int backup) {
    List<ReplicationMessage.Append> sent =
        group.sent(id(master), backup, ReplicationMessage.Append.class);
    ReplicationMessage.Append last = sent.get(sent.size() - 1);
    group.receive(
        backup,
        sign.life(),
        id(master),
        new ReplicationMessage.Accepted(
            last.epoch(), last.round(), sign.verifiedIndex(), Digest.EMPTY, sign.inSyncNumber()));
  }

  private int appendsTo(int server) {
    return group.sent(id(master), server, ReplicationMessage.Append.class).size();
  }

  private static int id(TestedServer server) {
    return server.view().self().number();
  }
}
