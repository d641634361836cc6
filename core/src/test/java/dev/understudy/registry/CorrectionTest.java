package dev.understudy.registry;

import static dev.understudy.registry.Registrations.backup;
import static dev.understudy.registry.Registrations.epochOf;
import static dev.understudy.registry.Registrations.master;
import static dev.understudy.registry.Registrations.policy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.group.Epoch;
import dev.understudy.group.Generation;
import dev.understudy.group.GroupConfiguration;
import dev.understudy.group.Incarnation;
import dev.understudy.group.Mode;
import dev.understudy.group.RetentionCriterion;
import dev.understudy.group.ServerId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Which of several masters is kept: protocol section 6; claims 17, 19, 30, 49. */
class CorrectionTest {

  private static boolean better(Registrations a, Registrations b) {
    boolean better = Correction.better(a.registration(), b.registration());
    boolean worse = Correction.better(b.registration(), a.registration());
    assertThat(better).as("exactly one of two servers is better").isNotEqualTo(worse);
    return better;
  }

  private static Registrations by(Registrations registrations, RetentionCriterion... criteria) {
    return registrations.lease(policy(Mode.AVAILABLE, List.of(criteria), 1));
  }

  private static Registrations consistent(Registrations registrations) {
    List<RetentionCriterion> criteria = GroupConfiguration.defaultRetention(Mode.CONSISTENT);
    return registrations.lease(policy(Mode.CONSISTENT, criteria, 1));
  }

  @Test
  void keepsTheLowestServerIdWhereEverythingElseIsEqual() {
    assertThat(better(master(1), master(2))).isTrue();
  }

  @Test
  void keepsTheMasterWithMoreServersInSyncByDefaultInAvailableGroups() {
    assertThat(better(master(2).inSync(2, 3), master(1).inSync(1))).isTrue();
  }

  @Test
  void keepsTheHighestEpochInConsistentGroups() {
    Registrations older = consistent(master(1).epoch(1).inSync(1, 2, 3));
    Registrations newer = consistent(master(2).epoch(2).inSync(2));

    assertThat(better(newer, older)).isTrue();
  }

  @Test
  void keepsTheLowerServerIdOfTwoEpochsWithTheSameNumber() {
    assertThat(better(consistent(master(1).epoch(4)), consistent(master(2).epoch(4)))).isTrue();
  }

  @Test
  void prefersAMasterThatIsNotEmptyToAnEmptyOneInAvailableGroups() {
    assertThat(better(master(2), master(1).inSync(1, 3).empty())).isTrue();
  }

  @Test
  void ignoresEmptinessInConsistentGroups() {
    Registrations newerButEmpty = consistent(master(2).epoch(2).empty());

    assertThat(better(newerButEmpty, consistent(master(1).epoch(1)))).isTrue();
  }

  @Test
  void keepsTheHighestPriorityIfTheGroupWantsThat() {
    Registrations heavy = by(master(2).weight(10), RetentionCriterion.HIGHEST_PRIORITY);
    Registrations light = by(master(1).weight(9), RetentionCriterion.HIGHEST_PRIORITY);

    assertThat(better(heavy, light)).isTrue();
  }

  @Test
  void keepsTheLowestServerIdWhateverItsEpochIfTheGroupWantsThat() {
    Registrations low = by(master(1).epoch(1), RetentionCriterion.LOWEST_SERVER_ID);
    Registrations high = by(master(2).epoch(9), RetentionCriterion.LOWEST_SERVER_ID);

    assertThat(better(low, high)).isTrue();
  }

  @Test
  void appliesTheCriteriaInTheirOrder() {
    RetentionCriterion[] order = {
      RetentionCriterion.HIGHEST_PRIORITY, RetentionCriterion.MOST_IN_SYNC
    };
    Registrations heavy = by(master(3).weight(5), order);
    Registrations crowded = by(master(1).weight(4).inSync(1, 2, 4), order);
    Registrations equallyHeavy = by(master(2).weight(5).inSync(2, 6), order);

    assertThat(better(heavy, crowded)).isTrue();
    assertThat(better(equallyHeavy, heavy)).isTrue();
  }

  @Test
  void keepsTheHigherEpochWhereTheCriteriaDoNotDecide() {
    Registrations newer = by(master(2).epoch(3), RetentionCriterion.MOST_IN_SYNC);
    Registrations older = by(master(1).epoch(2), RetentionCriterion.MOST_IN_SYNC);

    assertThat(better(newer, older)).isTrue();
  }

  @Test
  void keepsTheGenerationThatAnOperatorStarted() {
    Epoch recovered =
        new Epoch(Generation.FIRST.next(5), 1, new ServerId(2), new Incarnation(1, 2));

    assertThat(better(master(2).epoch(recovered), master(1).epoch(9).inSync(1, 3))).isTrue();
  }

  @Test
  void decidesAlikeOnBothSidesIfTheirPoliciesDiffer() {
    Registrations one = by(master(1).epoch(1), RetentionCriterion.LOWEST_SERVER_ID);
    Registrations other = by(master(2).epoch(2), RetentionCriterion.HIGHEST_EPOCH);

    assertThat(better(one, other)).isTrue();
  }

  @Test
  void ordersAllMastersTotally() {
    Random random = new Random(11);
    for (int round = 0; round < 200; round++) {
      List<Registration> masters = new ArrayList<>();
      for (int server = 1; server <= 6; server++) {
        masters.add(randomMaster(server, random));
      }
      Comparator<Registration> order = randomOrder(random);
      for (Registration a : masters) {
        for (Registration b : masters) {
          assertThat(order.compare(a, b)).isEqualTo(-order.compare(b, a));
          assertThat(order.compare(a, b) == 0).isEqualTo(a.equals(b));
        }
      }
    }
  }

  @Test
  void detectsMoreMastersThanDesiredOnlyUnderDifferentServerIds() {
    Registration one = master(1).registration();
    Registration again = master(1).counter(2).registration();
    Registration other = master(2).registration();
    Registration follower = backup(3).registration();

    assertThat(DuplicateDetector.detects(List.of(one, other), 1)).isTrue();
    assertThat(DuplicateDetector.detects(List.of(one, again), 1)).isFalse();
    assertThat(DuplicateDetector.detects(List.of(one, follower), 1)).isFalse();
    assertThat(DuplicateDetector.detects(List.of(one, other), 2)).isFalse();
  }

  private static Registration randomMaster(int server, Random random) {
    Registrations master =
        master(server)
            .epoch(epochOf(1 + random.nextInt(3), server))
            .weight(random.nextInt(2))
            .counter(1 + random.nextInt(2));
    master = random.nextBoolean() ? master.inSync(server, 8) : master.inSync(server);
    return (random.nextInt(3) == 0 ? master.empty() : master).registration();
  }

  private static Comparator<Registration> randomOrder(Random random) {
    RetentionCriterion[] criteria = RetentionCriterion.values();
    List<RetentionCriterion> chosen = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(criteria.length); i++) {
      chosen.add(criteria[random.nextInt(criteria.length)]);
    }
    Mode mode = random.nextBoolean() ? Mode.AVAILABLE : Mode.CONSISTENT;
    return Correction.comparator(mode, chosen);
  }
}
