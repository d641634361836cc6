package dev.understudy.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.understudy.group.Mode;
import dev.understudy.simulation.invariant.RetainsTheBest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every rule is worth its place: where it is broken, what the simulator watches does not hold in
 * one of a few schedules, all of which pass with the rule. How it fails is named, so that no rule
 * counts as caught by an accident that has nothing to do with it.
 *
 * <p>{@link BrokenRule#COUNTS_A_PROMISE_OF_AN_EARLIER_INCARNATION} takes five servers and an exact
 * order of nine messages: no seed, but a schedule written by hand catches it, in {@code
 * dev.understudy.scenario.LossOfMemoryTest}; likewise {@link
 * BrokenRule#BELIEVES_A_LIFE_THAT_DID_NOT_ANSWER}, which takes two restarts at once with a clock
 * that goes back and a message that is late.
 */
final class BrokenRulesTest {

  private static final String COMMIT = "no commit before enough servers hold the entry";
  private static final String SURVIVES = "committed entries survive";
  private static final String PROMISES = "promises never go back";
  private static final String RELEASE = "no release before commit";

  /** Where a broken rule is looked for, and the invariants one of which is to catch it. */
  private record Search(Mode mode, Optional<Profile> profile, long from, List<String> caughtBy) {

    static final long MOST_SCHEDULES = 150;

    static Search of(Mode mode, long from, String... caughtBy) {
      return new Search(mode, Optional.empty(), from, List.of(caughtBy));
    }

    Search in(Profile rare) {
      return new Search(mode, Optional.of(rare), from, caughtBy);
    }

    Optional<Failure> run(long seed, BrokenRules rules) {
      SimulationOptions options =
          profile
              .map(rare -> OptionsMaker.make(seed, mode, rare))
              .orElseGet(() -> OptionsMaker.make(seed, mode));
      return new Simulation(seed, options, rules, false).run().failure();
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"COUNTS_A_PROMISE_OF_AN_EARLIER_INCARNATION", "BELIEVES_A_LIFE_THAT_DID_NOT_ANSWER"})
  void aBrokenRuleIsCaughtInAScheduleThatPassesWithTheRule(BrokenRule broken) {
    Search search = searchFor(broken);
    boolean caught = false;
    for (long i = 0; i < Search.MOST_SCHEDULES && !caught; i++) {
      long seed = search.from + i;
      assertEquals(
          Optional.empty(), search.run(seed, BrokenRules.NONE).map(Failure::report), "the rule");
      caught =
          search
              .run(seed, broken.rules())
              .filter(failure -> search.caughtBy.contains(failure.invariant()))
              .isPresent();
    }
    assertTrue(caught, () -> "not caught by " + search);
  }

  private static Search searchFor(BrokenRule broken) {
    return switch (broken) {
      case FORGETS_A_PROMISE -> Search.of(Mode.AVAILABLE, 1, PROMISES);
      case COUNTS_THE_WRONG_QUORUM -> Search.of(Mode.CONSISTENT, 1, "a quorum elects", COMMIT);
      case RELEASES_BEFORE_COMMIT, RELEASES_FROM_THE_SESSION_TABLE_BEFORE_COMMIT ->
          Search.of(Mode.CONSISTENT, 1, RELEASE);
      case COMMITS_AN_OLD_EPOCH_BY_COUNTING -> Search.of(Mode.CONSISTENT, 1, COMMIT);
      case ACKNOWLEDGES_ITS_LAST_INDEX -> Search.of(Mode.CONSISTENT, 1_030, COMMIT);
      case SKIPS_THE_SESSION_CHECK -> Search.of(Mode.CONSISTENT, 1, "sessions execute once");
      case TAKES_AN_UNKNOWN_SESSION_FOR_A_NEW_ONE ->
          Search.of(Mode.AVAILABLE, 10, "unknown sessions execute nothing");
      case TAKES_REQUESTS_OUT_OF_ORDER ->
          Search.of(Mode.CONSISTENT, 1, "sessions keep their order");
      case VOTES_WITHOUT_THE_LOG_CHECK -> Search.of(Mode.CONSISTENT, 10, SURVIVES);
      case FOLLOWS_AN_EPOCH_BELOW_THE_PROMISED_ONE -> Search.of(Mode.CONSISTENT, 20, PROMISES);
      case NEVER_CHECKS_ITSELF, GIVES_WAY_TO_NOBODY -> Search.of(Mode.AVAILABLE, 1, "converges");
      case STEPS_DOWN_WITHOUT_THE_DIRECT_COMPARISON ->
          Search.of(
              Mode.AVAILABLE, 1, "a master gives way only to one that won the direct comparison");
      case ADOPTS_A_HALF_DOWNLOADED_STATE ->
          Search.of(Mode.CONSISTENT, 1, "equal prefixes have equal states");
      case SERVES_A_LOSER_BEFORE_IT_HANDED_OVER ->
          Search.of(
              Mode.AVAILABLE, 1, "diverged entries are handed over before a state is adopted");
      case PROVES_NO_ADDRESS -> Search.of(Mode.CONSISTENT, 1, "converges");
      case USES_AN_EPOCH_AGAIN_AFTER_LOSS_OF_MEMORY ->
          Search.of(Mode.AVAILABLE, 90, "one master per epoch", "log matching");
      case CORRECTS_NO_DUPLICATES -> Search.of(Mode.AVAILABLE, 1, RetainsTheBest.TELLS);
      case RETAINS_DIFFERENTLY_ON_TWO_NAME_SERVERS ->
          Search.of(Mode.AVAILABLE, 50, RetainsTheBest.NAME);
      default -> searchForRare(broken);
    };
  }

  private static Search searchForRare(BrokenRule broken) {
    return switch (broken) {
      case ADMITS_A_SERVER_WITHOUT_MEMORY_AT_ONCE ->
          Search.of(Mode.CONSISTENT, 1, SURVIVES).in(Profile.SHORT_MEMORIES);
      case READS_AFTER_LOSING_THE_QUORUM ->
          Search.of(Mode.CONSISTENT, 60, "histories are linearizable").in(Profile.BELATED_MASTERS);
      case ARMS_NO_TIMER_AFTER_A_FAILED_RECOVERY ->
          Search.of(Mode.CONSISTENT, 350, "converges").in(Profile.FAILING_RECOVERIES);
      default -> throw new IllegalStateException("no search for " + broken);
    };
  }
}
