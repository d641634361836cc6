package dev.understudy.monitor.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What readers of an event stream get, when they take it and when they do not. */
class EventStreamsTest {

  private static final String LIFE = "5f3a";

  private final EventBuffer buffer = new EventBuffer(LIFE, 4, 10_000);
  private final EventStreams streams = new EventStreams(buffer, 2, 5_000);
  private final PatientReader reader = new PatientReader();

  @Test
  void tellsWhereItBeginsAndThenWhatHappens() {
    happened(1);
    open(Optional.empty(), false);
    happened(2);

    assertThat(reader.taken())
        .startsWith("retry: 1000\nevent: hello\nid: 5f3a-1\ndata: {\"stream\":\"5f3a\"")
        .endsWith("\n\nid: 5f3a-2\ndata: {\"n\":2}\n\n")
        .doesNotContain("{\"n\":1}");
  }

  @Test
  void goesOnAfterWhatAReaderHasSeen() {
    happened(1);
    happened(2);
    happened(3);
    open(Optional.of(new EventId(LIFE, 1)), false);

    assertThat(reader.taken())
        .doesNotContain("event: gap", "{\"n\":1}")
        .endsWith("id: 5f3a-2\ndata: {\"n\":2}\n\nid: 5f3a-3\ndata: {\"n\":3}\n\n");
  }

  @Test
  void saysHowManyEventsAReaderMissed() {
    for (int n = 1; n <= 7; n++) {
      happened(n);
    }
    open(Optional.of(new EventId(LIFE, 1)), false);

    assertThat(reader.taken())
        .contains("event: gap\nid: 5f3a-3\n", "\"missed\":2}")
        .doesNotContain("{\"n\":3}")
        .contains("{\"n\":4}", "{\"n\":7}");
  }

  @Test
  void saysThatAnotherLifeHasAnotherStreamAndGivesAllItHas() {
    happened(1);
    open(Optional.of(new EventId("77", 9)), false);
    assertThat(reader.taken()).contains("event: gap", "\"missed\":null", "{\"n\":1}");
  }

  @Test
  void takesAPlaceThatIsYetToComeForOneOfAnotherStream() {
    happened(1);
    open(Optional.of(new EventId(LIFE, 9)), false);
    assertThat(reader.taken()).contains("event: gap", "{\"n\":1}");
  }

  @Test
  void givesAllThatIsKeptToWhoAsksForIt() {
    happened(1);
    happened(2);
    open(Optional.empty(), true);
    assertThat(reader.taken()).contains("id: 5f3a-0\n", "{\"n\":1}", "{\"n\":2}");
  }

  @Test
  void endsWithWhatIsKeptForWhoWantsNoMore() {
    happened(1);
    streams.open(reader, new Wanted(EventFilter.ALL, Optional.empty(), true, true), () -> {});
    happened(2);

    assertThat(reader.taken()).contains("{\"n\":1}").doesNotContain("{\"n\":2}");
    assertThat(reader.hasEnded()).isTrue();
    assertThat(streams.size()).isZero();
  }

  @Test
  void keepsNothingForAReaderThatRestsButItsPlace() {
    open(Optional.empty(), false);
    reader.pause();
    happened(1);
    happened(2);
    assertThat(reader.taken()).doesNotContain("\"n\"");

    reader.goOn();

    assertThat(reader.taken()).contains("{\"n\":1}", "{\"n\":2}").doesNotContain("slow");
  }

  @Test
  void tellsAReaderThatIsTooSlowAndEndsItsStream() {
    open(Optional.empty(), false);
    reader.pause();
    for (int n = 1; n <= 4; n++) {
      happened(n);
    }
    assertThat(reader.hasEnded()).isFalse();

    happened(5);

    assertThat(reader.hasEnded()).isTrue();
    assertThat(reader.taken()).contains("event: slow\nid: 5f3a-0\ndata: {\"code\":\"overloaded\"");
    assertThat(streams.size()).isZero();
    happened(6);
    assertThat(reader.taken()).doesNotContain("\"n\"");
  }

  @Test
  void takesAReaderThatTakesNothingForHalfAMinuteForTooSlow() {
    EventStream stream = new EventStream(buffer, EventFilter.ALL, reader, () -> {});
    stream.begin(Start.now(buffer), 5_000, 1_000);
    reader.pause();

    stream.beat(1_000 + EventStream.STALLED_MILLIS - 1);
    assertThat(reader.taken()).doesNotContain("heartbeat\n", "slow");
    stream.beat(1_000 + EventStream.STALLED_MILLIS);

    assertThat(reader.taken()).contains("event: slow");
    assertThat(stream.isClosed()).isTrue();
  }

  @Test
  void countsTheHalfMinuteFromWhenAReaderLastTookSomething() {
    EventStream stream = new EventStream(buffer, EventFilter.ALL, reader, () -> {});
    stream.begin(Start.now(buffer), 5_000, 1_000);
    stream.beat(20_000);
    reader.pause();
    stream.beat(20_000 + EventStream.STALLED_MILLIS - 1);

    assertThat(reader.taken()).contains("event: heartbeat\nid: 5f3a-0\n").doesNotContain("slow");
  }

  @Test
  void givesOnlyWhatAReaderAskedFor() {
    EventFilter filter = new EventFilter(Optional.of("kv"), Set.of("master-elected"));
    streams.open(reader, Wanted.fromNow(filter), () -> {});
    streams.add("kv", "master-elected", "{\"n\":1}");
    streams.add("stock", "master-elected", "{\"n\":2}");
    streams.add("kv", "check-completed", "{\"n\":3}");

    assertThat(reader.taken()).contains("{\"n\":1}").doesNotContain("{\"n\":2}", "{\"n\":3}");
  }

  @Test
  void keepsNoMoreBytesThanItsBoundButAlwaysTheLatest() {
    for (int n = 1; n <= 3; n++) {
      streams.add(
          "kv", "diverged-dropped", "{\"n\":" + n + ",\"x\":\"" + "x".repeat(6_000) + "\"}");
    }
    streams.add("kv", "diverged-dropped", "{\"n\":4,\"x\":\"" + "x".repeat(20_000) + "\"}");
    open(Optional.empty(), true);

    assertThat(reader.taken()).contains("{\"n\":4").doesNotContain("{\"n\":3");
  }

  @Test
  void isFullWithAsManyReadersAsThereMayBe() {
    Runnable gone = open(Optional.empty(), false);
    assertThat(streams.isFull()).isFalse();
    open(Optional.empty(), false);
    assertThat(streams.isFull()).isTrue();

    gone.run();

    assertThat(streams.isFull()).isFalse();
  }

  @Test
  void knowsNoTypesAndPlacesThatThereAreNot() {
    assertThat(EventFilter.types("diverged,possible-loss"))
        .containsExactlyInAnyOrder("diverged", "possible-loss");
    assertThatThrownBy(() -> EventFilter.types("diverged,"))
        .isInstanceOf(IllegalArgumentException.class);
    for (String wrong : new String[] {"", "5f3a", "5f3a-", "-1", "xyz-1", "5f3a-1-1"}) {
      assertThatThrownBy(() -> EventId.parse(wrong)).isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(EventId.parse("5f3a-12")).isEqualTo(new EventId(LIFE, 12));
  }

  private Runnable open(Optional<EventId> seen, boolean everything) {
    return streams.open(reader, new Wanted(EventFilter.ALL, seen, everything, false), () -> {});
  }

  private void happened(int number) {
    streams.add("kv", "master-elected", "{\"n\":" + number + "}");
  }
}
