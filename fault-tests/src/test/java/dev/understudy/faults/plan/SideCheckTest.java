package dev.understudy.faults.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.faults.client.Recorded;
import dev.understudy.faults.plan.Brought.Parted;
import dev.understudy.group.Mode;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What clients on both sides of a cut should have been told. Times are seconds. */
class SideCheckTest {

  /** Hosts 0 to 3 are members, 4 a name server, 5 and 6 of clients. */
  private static final Setup CONSISTENT = new Setup(Mode.CONSISTENT, "kv", 4, 1, 2);

  private static final Setup AVAILABLE = new Setup(Mode.AVAILABLE, "kv", 4, 1, 2);

  private static final List<Set<Integer>> TWO_TWO = List.of(Set.of(0, 1, 4, 5), Set.of(2, 3, 6));
  private static final List<Set<Integer>> THREE_ONE = List.of(Set.of(0, 1, 2, 5), Set.of(3, 6));

  private static Recorded call(String client, int from, int to, String outcome) {
    return Recorded.of(
        new JsonObject()
            .put("client", client)
            .put("kind", "get")
            .put("key", "k")
            .put("from", Duration.ofSeconds(from).toNanos())
            .put("to", Duration.ofSeconds(to).toNanos())
            .put("outcome", outcome));
  }

  private static List<String> complaints(
      Setup setup, List<Set<Integer>> sides, int until, Recorded... calls) {
    Parted parted =
        new Parted(sides, Duration.ofSeconds(10).toNanos(), Duration.ofSeconds(until).toNanos());
    return new SideCheck(setup, parted, List.of(calls)).complaints();
  }

  @Test
  void withoutAMajorityNobodyIsAnsweredHoweverShortTheCut() {
    assertThat(complaints(CONSISTENT, TWO_TWO, 20)).isEmpty();
    assertThat(
            complaints(
                CONSISTENT,
                TWO_TWO,
                12,
                call("client-5-0", 9, 11, "ok"),
                call("client-5-1", 11, 13, "ok"),
                call("client-6-0", 11, 12, "unknown")))
        .isEmpty();
    assertThat(complaints(CONSISTENT, TWO_TWO, 12, call("client-6-3", 11, 12, "ok")))
        .containsExactly(
            "clients on host 6, with 2 members on their side, were given 1 answers in spite of"
                + " that");
    assertThat(complaints(CONSISTENT, TWO_TWO, 12, call("http-5-0", 11, 12, "ok"))).hasSize(1);
  }

  @Test
  void theMajorityIsAnswered() {
    assertThat(complaints(CONSISTENT, THREE_ONE, 20, call("client-5-0", 12, 13, "ok"))).isEmpty();
    assertThat(complaints(CONSISTENT, THREE_ONE, 20, call("client-5-0", 12, 13, "fail")))
        .containsExactly(
            "clients on host 5, with 3 members on their side, were not answered for 10000 ms while"
                + " the cluster was parted");
    assertThat(complaints(CONSISTENT, THREE_ONE, 12)).as("too short to say").isEmpty();
  }

  @Test
  void whoIsAnsweredOnceAndThenNotForLongIsNotServed() {
    assertThat(complaints(CONSISTENT, THREE_ONE, 20, call("client-5-0", 10, 11, "ok")))
        .containsExactly(
            "clients on host 5, with 3 members on their side, were not answered for 9000 ms while"
                + " the cluster was parted");
    Recorded early = call("client-5-0", 10, 11, "ok");
    assertThat(complaints(CONSISTENT, THREE_ONE, 20, early, call("client-5-1", 12, 15, "ok")))
        .isEmpty();
  }

  @Test
  void bothSidesOfAnAvailableGroupAreAnswered() {
    Recorded here = call("client-5-0", 12, 13, "ok");
    Recorded there = call("client-6-0", 12, 13, "ok");
    assertThat(complaints(AVAILABLE, TWO_TWO, 20, here, there)).isEmpty();
    assertThat(complaints(AVAILABLE, TWO_TWO, 20, there)).hasSize(1);
    assertThat(complaints(AVAILABLE, TWO_TWO, 20, there, call("http-5-0", 12, 13, "ok")))
        .as("a gateway may be across the cut")
        .hasSize(1);
  }

  @Test
  void aSideWithoutMembersIsNotAnswered() {
    List<Set<Integer>> sides = List.of(Set.of(0, 1, 2, 3, 5), Set.of(6));
    assertThat(complaints(AVAILABLE, sides, 20, call("client-5-0", 12, 13, "ok"))).isEmpty();
  }
}
