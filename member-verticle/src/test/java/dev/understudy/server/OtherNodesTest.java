package dev.understudy.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.group.Epoch;
import dev.understudy.group.Generation;
import dev.understudy.group.Incarnation;
import dev.understudy.group.ServerId;
import dev.understudy.member.LifeSign;
import dev.understudy.wire.Beat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OtherNodesTest {

  private static final Incarnation LIFE = new Incarnation(1, 2);

  private final OtherNodes first = new OtherNodes(1);
  private final OtherNodes second = new OtherNodes(2);
  private long now = 1_000;

  @Test
  void tellsAnotherNodeWhatItsServersAre() {
    first.greet(2, now);
    first.tell(name("kv", 1), this, 0, leads(1));
    first.tell(name("other", 1), this, 3, leads(2));
    exchange();

    assertThat(signs(second, "kv")).containsExactly(leads(1).orElseThrow());
    assertThat(second.signsOf("other").given().get(0).loop()).isEqualTo(3);
  }

  @Test
  void saysNothingAgainThatTheOtherIsKnownToHave() {
    first.greet(2, now);
    first.tell(name("kv", 1), this, 0, leads(1));
    exchange();
    exchange();

    assertThat(beatOf(first).changes()).isEmpty();
  }

  @Test
  void repeatsWhatMayHaveGotLost() {
    first.greet(2, now);
    first.tell(name("kv", 1), this, 0, leads(1));
    beatOf(first);
    first.tell(name("kv", 2), this, 0, leads(1));
    exchange();

    assertThat(signs(second, "kv")).hasSize(2);
  }

  @Test
  void takesASignBackThatDoesNotHoldAnyMore() {
    first.greet(2, now);
    first.tell(name("kv", 1), this, 0, leads(1));
    exchange();
    exchange();
    first.tell(name("kv", 1), this, 0, Optional.empty());
    exchange();

    assertThat(signs(second, "kv")).isEmpty();
  }

  @Test
  void goesOnInTheNextBeatWhereThereIsMoreThanFitsIntoOne() {
    first.greet(2, now);
    for (int server = 0; server < 2 * Beat.MOST_CHANGES; server++) {
      first.tell(name("kv-" + server, 1), this, 0, leads(1));
    }
    exchange();
    assertThat(signs(second, "kv-" + (Beat.MOST_CHANGES - 1))).hasSize(1);
    assertThat(signs(second, "kv-" + Beat.MOST_CHANGES)).isEmpty();

    exchange();
    exchange();
    assertThat(signs(second, "kv-" + (2 * Beat.MOST_CHANGES - 1))).hasSize(1);
  }

  @Test
  void aBeatThatIsOvertakenSaysNothing() {
    first.greet(2, now);
    first.tell(name("kv", 1), this, 0, leads(1));
    Beat late = beatOf(first);
    first.tell(name("kv", 1), this, 0, Optional.empty());
    second.take(beatOf(first), now);
    second.take(late, now);

    assertThat(signs(second, "kv")).isEmpty();
  }

  @Test
  void knowsWhenTheOtherLastHeardABeat() {
    first.greet(2, now);
    first.tell(name("kv", 1), this, 0, leads(1));
    second.tell(name("kv", 2), this, 0, leads(1));
    exchange();
    long heard = now;
    exchange();
    OtherNode other = first.signsOf("kv").given().get(0).by();
    assertThat(other.hearsOf(0)).isEqualTo(heard);

    for (int i = 0; i < 3; i++) {
      now += 50;
      beatOf(first);
      first.take(beatOf(second), now);
    }
    assertThat(other.hearsOf(0)).isEqualTo(heard + 50);
  }

  @Test
  void knowsWhetherTheOtherHeardThatALoopOfItsOwnTurns() {
    second.greet(1, now);
    first.greet(2, now);
    second.take(first.beats(0b10, now).get(0).beat(), now);
    first.tell(name("kv", 1), this, 0, leads(1));
    second.tell(name("kv", 2), this, 0, leads(1));
    first.take(beatOf(second), now);
    OtherNode other = first.signsOf("kv").given().get(0).by();

    assertThat(other.hearsOf(1)).isEqualTo(now);
    assertThat(other.hearsOf(0)).isLessThan(0);
  }

  @Test
  void onlyWhoToldASignTakesItBack() {
    first.greet(2, now);
    first.tell(name("kv", 1), this, 0, leads(1));
    first.tell(name("kv", 1), "an earlier life", 0, Optional.empty());
    exchange();

    assertThat(signs(second, "kv")).hasSize(1);
  }

  @Test
  void aLoopThatStandsStillIsNotSpokenFor() {
    first.greet(2, now);
    first.tell(name("kv", 1), this, 1, leads(1));
    second.take(first.beats(0b10, now).get(0).beat(), now);
    now += 50;
    second.take(first.beats(0b01, now).get(0).beat(), now);

    OtherNode other = second.signsOf("kv").given().get(0).by();
    assertThat(other.turnedAt(1)).isEqualTo(now - 50);
    assertThat(other.turnedAt(0)).isEqualTo(now);
  }

  @Test
  void aNodeThatIsSilentForLongIsForgottenAndTellsEverythingWhenItComesBack() {
    first.greet(2, now);
    first.tell(name("kv", 1), this, 0, leads(1));
    exchange();
    exchange();
    now += OtherNodes.FORGOTTEN_AFTER_MILLIS + 1;
    second.tidy(now);
    assertThat(signs(second, "kv")).isEmpty();
    assertThat(second.beats(1, now)).isEmpty();

    exchange();
    exchange();
    exchange();
    assertThat(signs(second, "kv")).hasSize(1);
  }

  @Test
  void whoMissedChangesTakesNoneThatBuildOnThem() {
    second.take(beat(1, 5, 9), now);

    assertThat(signs(second, "kv")).isEmpty();
  }

  @Test
  void speaksToABoundedNumberOfNodes() {
    for (long node = 10; node < 10 + 2 * OtherNodes.MOST_NODES; node++) {
      first.greet(node, now);
    }

    assertThat(first.beats(1, now)).hasSize(OtherNodes.MOST_NODES);
  }

  private static Beat beat(long number, long since, long version) {
    return new Beat(
        1,
        new Beat.Progress(number, 0, 0, since, version),
        1,
        List.of(new Beat.Change("kv", new ServerId(1), 0, leads(1))));
  }

  private void exchange() {
    now += 50;
    List<Beat> beats = new ArrayList<>(List.of(beatOf(first)));
    second.beats(-1L, now).forEach(letter -> beats.add(letter.beat()));
    beats.forEach(beat -> (beat.node() == 1 ? second : first).take(beat, now));
  }

  private Beat beatOf(OtherNodes nodes) {
    return nodes.beats(-1L, now).get(0).beat();
  }

  private static List<LifeSign> signs(OtherNodes nodes, String group) {
    return nodes.signsOf(group).given().stream().map(GroupSigns.Given::sign).toList();
  }

  private static Optional<LifeSign> leads(long number) {
    return Optional.of(
        new LifeSign.Leads(LIFE, new Epoch(Generation.FIRST, number, new ServerId(1), LIFE)));
  }

  private static OwnSigns.Name name(String group, int server) {
    return new OwnSigns.Name(group, new ServerId(server));
  }
}
