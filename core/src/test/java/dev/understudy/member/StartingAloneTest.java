package dev.understudy.member;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.group.Epoch;
import dev.understudy.group.EventType;
import dev.understudy.group.Generation;
import dev.understudy.group.InSync;
import dev.understudy.group.Incarnation;
import dev.understudy.group.Role;
import dev.understudy.group.ServerId;
import dev.understudy.registry.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A fresh server of an AVAILABLE group starts alone when it finds nobody (protocol section 5,
 * joining). One that is not reached yet finds nobody, too.
 */
class StartingAloneTest {

  private static final long DISCOVERY = 1_500;
  private static final long ELECTION = 500;

  private final TestedGroup group = TestedGroup.available();

  @Test
  void startsAloneAfterTheDiscoveryTimeIfANameServerKnowsOfNobody() {
    group.nameServerSays(new Answer.NoMaster(InSync.NONE));
    TestedServer server = group.start(1);
    group.run(DISCOVERY - 100);
    assertThat(server.view().role()).isEqualTo(Role.NEWCOMER);
    group.run(100 + ELECTION);
    assertThat(server.view().role()).isEqualTo(Role.MASTER);
  }

  @Test
  void waitsLongerWhileNoNameServerAnswers() {
    group.nameServerIsSilent();
    TestedServer server = group.start(1);
    group.run(3 * DISCOVERY - 100);
    assertThat(server.view().role()).isEqualTo(Role.NEWCOMER);
    group.run(100 + ELECTION);
    assertThat(server.view().role()).isEqualTo(Role.MASTER);
  }

  @Test
  void waitsLongerWhileNameServersDoNotKnowEverythingYet() {
    group.nameServerSays(new Answer.WarmingUp());
    TestedServer server = group.start(1);
    group.run(2 * DISCOVERY);
    assertThat(server.view().role()).isEqualTo(Role.NEWCOMER);
  }

  @Test
  void saysWhatMayBeLostThoughTheNameServerIsHeardOnlyOnce() {
    Epoch former = new Epoch(Generation.FIRST, 2, new ServerId(4), new Incarnation(1, 1));
    group.nameServerSays(
        new Answer.NoMaster(new InSync(former, 5, List.of(new ServerId(4), new ServerId(1)))));
    TestedServer server = group.start(1);
    group.run(DISCOVERY - 100);
    group.nameServerIsSilent();
    group.run(100 + 2 * ELECTION);
    assertThat(server.view().role()).isEqualTo(Role.MASTER);
    assertThat(server.events()).contains(EventType.POSSIBLE_LOSS);
  }

  @Test
  void joinsTheMasterThatItHearsOfAtLast() {
    TestedServer master = group.start(1);
    group.run(DISCOVERY + ELECTION);
    group.nameServerIsSilent();
    group.isolate(1);
    TestedServer late = group.start(2);
    group.run(2 * DISCOVERY);
    group.join(1);
    group.nameServerAnswers();
    group.run(ELECTION);
    assertThat(master.view().role()).isEqualTo(Role.MASTER);
    assertThat(late.view().role()).isEqualTo(Role.BACKUP);
  }
}
