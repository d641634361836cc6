package dev.understudy.member;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.group.Incarnation;
import dev.understudy.group.Role;
import dev.understudy.group.ServerId;
import dev.understudy.member.AdmissionMessage.OtherConfiguration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A server that was given another configuration than its group does no harm (section 3). */
class OtherConfigurationTest {

  private static final OtherConfiguration OTHER = new OtherConfiguration(List.of("voters [9]"));

  private final TestedGroup group = TestedGroup.consistent(1, 2, 3);

  private void receive(TestedServer server, Incarnation sender, Message message) {
    server.give(new Input.Received(new ServerId(2), sender, 99, message));
    group.work();
  }

  @Test
  void aNewcomerLeavesAndSaysWhatDiffers() {
    TestedServer newcomer = group.start(3);
    receive(newcomer, new Incarnation(1, 1), OTHER);

    assertThat(newcomer.view().role()).isEqualTo(Role.GONE);
    assertThat(newcomer.departures().get(0).reason())
        .contains("server 2", "[voters [9]]", "voters [1, 2, 3]");
  }

  @Test
  void ofTwoThatExecutedNothingTheOneThatBeganLaterLeaves() {
    TestedServer backup = TestedGroup.backupOfOne(group);
    receive(backup, new Incarnation(5_000, 1), OTHER);
    assertThat(backup.view().role()).isEqualTo(Role.BACKUP);

    receive(backup, new Incarnation(1, 1), OTHER);
    assertThat(backup.view().role()).isEqualTo(Role.GONE);
  }

  @Test
  void aServerThatHasExecutedARequestStays() {
    for (int id = 1; id <= 3; id++) {
      group.start(id);
    }
    group.run(3_000);
    TestedServer master = group.server(group.server(1).master());
    Requests.send(master, Requests.session(group, master), 0, "a");
    group.run(200);

    receive(master, new Incarnation(1, 1), OTHER);

    assertThat(master.view().role()).isEqualTo(Role.MASTER);
  }

  @Test
  void aServerOfAGroupTellsOthersThatTheyAreNotOfIt() {
    TestedServer backup = TestedGroup.backupOfOne(group);
    receive(backup, new Incarnation(1, 1), new AdmissionMessage.Hello(backup.view().priority()));

    assertThat(group.sent(3, 2, OtherConfiguration.class)).hasSize(1);
  }
}
