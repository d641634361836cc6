package dev.understudy.app.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.spi.discovery.DiscoveryNode;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What a node makes of what DNS says of its cluster. */
class DnsLookupTest {

  private static final String SELF = "10.0.0.3";

  /** Far longer than a test takes. */
  private static final long PATIENT_MILLIS = 60_000;

  @Test
  void aNodeWaitsUntilItIsFoundItself() {
    DnsLookup lookup = lookup(answers("", "10.0.0.1", "10.0.0.1 10.0.0.3"), PATIENT_MILLIS);

    assertThat(lookup.addresses()).containsExactly("10.0.0.1", SELF);
  }

  @Test
  void aNodeThatIsNotFoundJoinsSomebodyWhoAnswers() {
    DnsLookup lookup =
        new DnsLookup(
            "nodes.example",
            SELF,
            answers("", "10.0.0.1", "10.0.0.1 10.0.0.2"),
            "10.0.0.2"::equals,
            PATIENT_MILLIS);

    assertThat(lookup.addresses()).containsExactly("10.0.0.1", "10.0.0.2");
  }

  @Test
  void aNodeThatIsNeverFoundGoesOnWithWhatThereIs() {
    DnsLookup lookup = lookup(answers("10.0.0.1"), 0);

    assertThat(lookup.addresses()).containsExactly("10.0.0.1");
  }

  @Test
  void onlyTheFirstAnswerWaits() {
    DnsLookup lookup = lookup(answers("10.0.0.3", "10.0.0.1"), PATIENT_MILLIS);

    assertThat(lookup.addresses()).containsExactly(SELF);
    assertThat(lookup.addresses()).containsExactly("10.0.0.1");
  }

  @Test
  void whatWasKnownIsToldWhileDnsFails() {
    DnsLookup lookup = lookup(answers("10.0.0.1 10.0.0.3", "", "10.0.0.3"), PATIENT_MILLIS);

    assertThat(lookup.addresses()).containsExactly("10.0.0.1", SELF);
    assertThat(lookup.addresses()).containsExactly("10.0.0.1", SELF);
    assertThat(lookup.addresses()).containsExactly(SELF);
  }

  @Test
  void theNodesAreSoughtOnTheirPort() {
    DnsDiscovery discovery = new DnsDiscovery(lookup(answers("10.0.0.3"), PATIENT_MILLIS), 5709);

    assertThat(StreamSupport.stream(discovery.discoverNodes().spliterator(), false))
        .extracting(DiscoveryNode::getPrivateAddress)
        .extracting(Object::toString)
        .containsExactly("[10.0.0.3]:5709");
  }

  private static DnsLookup lookup(DnsLookup.Resolver resolver, long foundMillis) {
    return new DnsLookup("nodes.example", SELF, resolver, address -> false, foundMillis);
  }

  /** One answer after the other, the last one for ever; an empty one is that there is none. */
  private static DnsLookup.Resolver answers(String... answers) {
    Deque<String> left = new ArrayDeque<>(Arrays.asList(answers));
    return name -> {
      String answer = left.size() > 1 ? left.removeFirst() : left.getFirst();
      if (answer.isEmpty()) {
        throw new UnknownHostException(name);
      }
      return List.of(answer.split(" ", -1));
    };
  }
}
